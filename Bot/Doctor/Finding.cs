using System.Text.Json.Serialization;

namespace SsprBot.Doctor;

internal enum Verdict
{
    [JsonStringEnumMemberName("ok")]
    Ok,

    [JsonStringEnumMemberName("warning")]
    Warning,

    [JsonStringEnumMemberName("fault")]
    Fault,

    /// <summary>Nothing to look at: the settings do without it.</summary>
    [JsonStringEnumMemberName("not set up")]
    NotSetUp,

    /// <summary>It could not be found out.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>What a check found. Neither a secret nor anybody's name is in it.</summary>
/// <param name="Check">Which check.</param>
/// <param name="What">One sentence.</param>
/// <param name="Mend">How to mend it, in one sentence; empty where nothing is to be mended.</param>
internal sealed record Finding(string Check, Verdict Verdict, string What, string Mend)
{
    /// <summary>As it stands in a terminal.</summary>
    [JsonIgnore]
    public string Line => Mend.Length == 0 ? $"{Word,-11}{Check}: {What}" : $"{Word,-11}{Check}: {What}\n{"",-11}{Mend}";

    private string Word => Verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warning => "warning",
        Verdict.Fault => "fault",
        Verdict.NotSetUp => "not set up",
        _ => "unknown",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
internal sealed partial class FindingShapes : JsonSerializerContext;
