using System.Text;
using System.Text.Json.Nodes;

namespace CrmMentorSync.EmbeddedOrg.Http.Composite;

/// <summary>
/// Puts the answers of earlier subrequests where a later one asks for them: <c>@{task.id}</c>, <c>@{found.records[0].Id}</c>. References
/// heed case.
/// </summary>
internal sealed class CompositeReferences
{
    private readonly Dictionary<string, SubrequestAnswer> _answers = new(StringComparer.Ordinal);

    public void Add(string referenceId, SubrequestAnswer answer) => _answers[referenceId] = answer;

    /// <exception cref="MissingReferenceException">Nothing stands where a reference points.</exception>
    public string Fill(string text)
    {
        int from = text.IndexOf("@{", StringComparison.Ordinal);
        if (from < 0)
        {
            return text;
        }

        var filled = new StringBuilder();
        int rest = 0;
        for (; from >= 0; from = text.IndexOf("@{", rest, StringComparison.Ordinal))
        {
            int to = text.IndexOf('}', from);
            if (to < 0)
            {
                break;
            }

            filled.Append(text, rest, from - rest).Append(Find(text[(from + 2)..to]));
            rest = to + 1;
        }

        return filled.Append(text, rest, text.Length - rest).ToString();
    }

    public JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject parent => new JsonObject(parent.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Fill)]),
        JsonValue value when value.TryGetValue(out string? text) => Fill(text),
        _ => node?.DeepClone(),
    };

    private string Find(string path)
    {
        string[] steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode? node = _answers.TryGetValue(steps[0], out SubrequestAnswer? answer) && !answer.Failed ? answer.Body : null;
        foreach (string step in steps[1..])
        {
            node = node switch
            {
                JsonArray list when step is ['[', .. var number, ']'] && int.TryParse(number, out int at) && at >= 0 && at < list.Count => list[at],
                JsonObject parent => parent[step],
                _ => null,
            };
        }

        return node is JsonValue ? node.ToString() : throw new MissingReferenceException(
            $"Invalid reference specified. No value for {path} found in {steps[0]}");
    }
}

internal sealed class MissingReferenceException(string message) : Exception(message);
