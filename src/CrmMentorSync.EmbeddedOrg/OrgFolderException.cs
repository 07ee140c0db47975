namespace CrmMentorSync.EmbeddedOrg;

/// <summary>An export or its journal that cannot be served at all. The message says which file, why, and what to do; it needs no stack.</summary>
public sealed class OrgFolderException : Exception
{
    public OrgFolderException(string message)
        : base(message)
    {
    }

    public OrgFolderException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
