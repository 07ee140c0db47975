using System.Text;

namespace CrmMentorSync.Worker.Salesforce;

/// <summary>
/// The columns of a SELECT list in order, and where each stands in the JSON of a row: <c>Owner.Name</c> is a property of a
/// nested object.
/// </summary>
internal sealed class QueryColumns
{
    private readonly Dictionary<string, int> _byPath;

    private QueryColumns(IReadOnlyList<string> paths)
    {
        Paths = paths;
        _byPath = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        Root = new Node(null, [], -1);
        for (int i = 0; i < paths.Count; i++)
        {
            _byPath.TryAdd(paths[i], i);
            Node node = Root;
            string[] steps = paths[i].Split('.');
            for (int step = 0; step < steps.Length; step++)
            {
                node = node.GetOrAdd(steps[step], step == steps.Length - 1 ? i : -1);
            }
        }
    }

    public IReadOnlyList<string> Paths { get; }

    public Node Root { get; }

    /// <summary>The column's place; −1 where it was not selected.</summary>
    public int IndexOf(string path) => _byPath.GetValueOrDefault(path, -1);

    /// <summary>Reads the SELECT list. Aggregates go by their alias, or by <c>expr0</c>, <c>expr1</c> … as Salesforce names them.</summary>
    /// <exception cref="ArgumentException">The statement has no SELECT list, or one with a subquery, which rows cannot hold.</exception>
    public static QueryColumns Of(string soql)
    {
        ReadOnlySpan<char> text = soql.AsSpan().Trim();
        if (!text.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) || text.Length < 7 || !char.IsWhiteSpace(text[6]))
        {
            throw new ArgumentException("the statement does not start with SELECT", nameof(soql));
        }

        List<string> paths = [];
        int unnamed = 0;
        foreach (string item in Items(text[6..].ToString()))
        {
            string[] words = item.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            bool function = item.Contains('(', StringComparison.Ordinal);
            if (words.Length == 0 || (function && item.TrimStart('(', ' ').StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException("the SELECT list is empty or holds a subquery", nameof(soql));
            }

            if (item.Equals("COUNT()", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            bool aliased = words.Length > 1 && !words[^1].EndsWith(')');
            paths.Add(!function || aliased ? words[^1] : $"expr{unnamed++}");
        }

        return new QueryColumns(paths);
    }

    private static List<string> Items(string afterSelect)
    {
        List<string> items = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i < afterSelect.Length; i++)
        {
            switch (afterSelect[i])
            {
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case ',' when depth == 0:
                    items.Add(afterSelect[start..i].Trim());
                    start = i + 1;
                    break;
                case 'F' or 'f' when depth == 0 && IsFrom(afterSelect, i):
                    items.Add(afterSelect[start..i].Trim());
                    return items;
                default:
                    break;
            }
        }

        throw new ArgumentException("the statement has no FROM", nameof(afterSelect));
    }

    private static bool IsFrom(string text, int at) =>
        at > 0 && (char.IsWhiteSpace(text[at - 1]) || text[at - 1] == ')')
        && at + 4 < text.Length && char.IsWhiteSpace(text[at + 4])
        && string.Compare(text, at, "FROM", 0, 4, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>A property of a row: a column, or an object with columns below it.</summary>
    internal sealed class Node(Node? parent, byte[] name, int column)
    {
        private readonly List<Node> _children = [];
        private int _next;

        public Node? Parent { get; } = parent;

        public byte[] Name { get; } = name;

        /// <summary>The column's place; −1 for an object.</summary>
        public int Column { get; } = column;

        public Node GetOrAdd(string name, int column)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            if (_children.Find(child => Ascii.EqualsIgnoreCase(child.Name, bytes)) is { } known)
            {
                return known;
            }

            _children.Add(new Node(this, bytes, column));
            return _children[^1];
        }

        /// <summary>Properties come in the order of the SELECT list, so that the first guess is nearly always right.</summary>
        public Node? Find(ReadOnlySpan<byte> name)
        {
            if (_next < _children.Count && name.SequenceEqual(_children[_next].Name))
            {
                return _children[_next++];
            }

            for (int i = 0; i < _children.Count; i++)
            {
                int at = (_next + i) % _children.Count;
                if (Ascii.EqualsIgnoreCase(_children[at].Name, name))
                {
                    _next = at + 1;
                    return _children[at];
                }
            }

            return null;
        }
    }
}
