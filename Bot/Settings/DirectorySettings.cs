namespace SsprBot.Settings;

public enum DirectoryKind
{
    /// <summary>The embedded demo directory; only in Development.</summary>
    Demo,
}

/// <summary>Where accounts live. Section <c>Directory</c>.</summary>
public sealed class DirectorySettings
{
    public DirectoryKind Kind { get; init; } = DirectoryKind.Demo;
}
