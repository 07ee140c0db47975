namespace CrmMentorSync.Worker;

/// <summary>Changes when the meaning of settings or of the judgement changes, so that packs of different meaning are told apart.</summary>
internal static class SettingsVersion
{
    public const string Current = "1";
}
