// BL0006: frames are the framework's own and may change with a major version. They are read here and nowhere else; the compiler
// and the agreed mails in the tests would tell.
#pragma warning disable BL0006

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CrmMentorSync.Worker.SendWeeklyDigest.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace CrmMentorSync.Worker.SendWeeklyDigest;

/// <summary>
/// Writes Razor components as HTML, straight from the frames they build. The framework's own renderer keeps every component
/// for a later change and compares trees; a mail is rendered once, so both would be waste (four fifths of the time).
/// One instance serves one thread.
/// </summary>
internal sealed partial class MailMarkup
{
    // Letters of all languages stand as they are; what markup gives a meaning to does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly SearchValues<char> Special = SearchValues.Create("<>&\"'\u00A0+`");
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "br", "hr", "img" };

    private readonly StringBuilder _html = new(40_960);
    private readonly Stack<RenderTreeBuilder> _free = new();
    private readonly Dictionary<string, string> _narrow = new(ReferenceEqualityComparer.Instance);

    /// <summary>The page of one component with its parameters.</summary>
    public string Write<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : MailComponent
    {
        _html.Clear();
        Component(Activator.CreateInstance<TPage>(), parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal));
        return _html.ToString();
    }

    private void Component(MailComponent component, Dictionary<string, object?> parameters)
    {
        ParameterView.FromDictionary(parameters).SetParameterProperties(component);
        RenderTreeBuilder builder = Builder();
        component.Build(builder);
        Finish(builder);
    }

    private RenderTreeBuilder Builder() => _free.TryPop(out RenderTreeBuilder? free) ? free : new RenderTreeBuilder();

    private void Finish(RenderTreeBuilder builder)
    {
        ArrayRange<RenderTreeFrame> frames = builder.GetFrames();
        Frames(frames.Array, 0, frames.Count);
        builder.Clear();
        _free.Push(builder);
    }

    private void Frames(RenderTreeFrame[] frames, int from, int to)
    {
        for (int at = from; at < to;)
        {
            ref RenderTreeFrame frame = ref frames[at];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Element:
                    Element(frames, at);
                    at += frame.ElementSubtreeLength;
                    break;
                case RenderTreeFrameType.Text:
                    Text(frame.TextContent);
                    at++;
                    break;
                case RenderTreeFrameType.Markup:
                    Markup(frame.MarkupContent);
                    at++;
                    break;
                case RenderTreeFrameType.Component:
                    Child(frames, at);
                    at += frame.ComponentSubtreeLength;
                    break;
                case RenderTreeFrameType.Region:
                    // The frames of the region follow as they are.
                    at++;
                    break;
                default:
                    throw new NotSupportedException($"a mail's component holds a {frame.FrameType}, which no mail can show");
            }
        }
    }

    private void Element(RenderTreeFrame[] frames, int at)
    {
        string name = frames[at].ElementName;
        int end = at + frames[at].ElementSubtreeLength;
        _html.Append('<').Append(name);
        int child = at + 1;
        for (; child < end && frames[child].FrameType == RenderTreeFrameType.Attribute; child++)
        {
            if (frames[child].AttributeValue is string value)
            {
                _html.Append(' ').Append(frames[child].AttributeName).Append("=\"");
                Text(value);
                _html.Append('"');
            }
        }

        _html.Append('>');
        if (!Void.Contains(name))
        {
            Frames(frames, child, end);
            _html.Append("</").Append(name).Append('>');
        }
    }

    private void Child(RenderTreeFrame[] frames, int at)
    {
        var component = (MailComponent)Activator.CreateInstance(frames[at].ComponentType)!;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal);
        int end = at + frames[at].ComponentSubtreeLength;
        for (int child = at + 1; child < end && frames[child].FrameType == RenderTreeFrameType.Attribute; child++)
        {
            parameters[frames[child].AttributeName] = frames[child].AttributeValue;
        }

        Component(component, parameters);
    }

    // The indentation of the components' source means nothing to a mail program and weighs a tenth of the mail. Pieces with line breaks
    // are constants of the program, so each is looked at once.
    private void Markup(string markup)
    {
        if (!markup.Contains('\n', StringComparison.Ordinal))
        {
            _html.Append(markup);
            return;
        }

        if (!_narrow.TryGetValue(markup, out string? narrow))
        {
            narrow = Indentation().Replace(markup, "\n");
            _narrow.Add(markup, narrow);
        }

        _html.Append(narrow);
    }

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Indentation();

    private void Text(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            _html.Append(text);
            return;
        }

        _html.Append(Encoder.Encode(text));
    }
}
