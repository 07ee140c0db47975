namespace CrmMentorSync.EmbeddedOrg.Soql;

internal enum SoqlTokenKind
{
    Word,
    Text,
    Number,
    Date,
    DateTime,
    Symbol,
    End,
}

/// <summary>A piece of a query. The text of a string literal is still escaped, because LIKE reads escapes its own way.</summary>
/// <param name="Position">Where it starts in the query, from 0.</param>
internal readonly record struct SoqlToken(SoqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string word) => Kind is SoqlTokenKind.Word or SoqlTokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
