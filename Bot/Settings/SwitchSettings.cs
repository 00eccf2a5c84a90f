namespace SsprBot.Settings;

/// <summary>What is switched off at once, without a restart. Section <c>Switches</c>.</summary>
public sealed class SwitchSettings
{
    public const string Section = "Switches";

    /// <summary>Such as <c>all</c>, <c>channel:sms</c>, <c>method:voice-call</c> or <c>directory:corp</c>.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    public static SwitchSettings Of(IConfiguration configuration) => configuration.GetSection(Section).Get<SwitchSettings>() ?? new SwitchSettings();

    /// <summary>One sentence for each switch that there is not.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration, IReadOnlyList<string> known) =>
        Of(configuration).Off.Except(known).Select(name => $"{Section}:{nameof(Off)}: there is no switch {name}. There are {string.Join(", ", known)}.");
}
