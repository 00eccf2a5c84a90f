namespace SsprBot.Domain;

/// <summary>The names of what can be switched off at once.</summary>
public static class Switch
{
    /// <summary>Self-service as a whole.</summary>
    public const string All = "all";

    /// <param name="id">A channel's id, such as <c>sms</c>.</param>
    /// <returns>Such as <c>channel:sms</c>.</returns>
    public static string Channel(string id) => $"channel:{id}";

    /// <returns>Such as <c>method:sms-code</c>.</returns>
    public static string Method(VerificationMethod method) => $"method:{Kebab.Of(method)}";

    /// <param name="name">As the settings call it.</param>
    /// <returns>Such as <c>directory:corp</c>.</returns>
    public static string Directory(string name) => $"directory:{name}";
}

/// <summary>What administrators switched off.</summary>
/// <param name="Off">Names of <see cref="Switch"/>, each once, in ordinal order.</param>
public sealed record SwitchBoard(IReadOnlyList<string> Off)
{
    public static readonly SwitchBoard AllOn = new([]);

    /// <returns>Null when it is so already.</returns>
    public SwitchBoard? With(string name, bool off) =>
        Off.Contains(name) == off ? null
        : new SwitchBoard(off ? [.. Off.Append(name).Order(StringComparer.Ordinal)] : [.. Off.Where(other => other != name)]);
}
