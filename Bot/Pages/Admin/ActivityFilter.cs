using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using SsprBot.Domain;

namespace SsprBot.Pages.Admin;

/// <summary>Which lines of the activity log are wanted.</summary>
/// <param name="Person">A pseudonym, of the person whom a line is about or of who did it; empty for all.</param>
/// <param name="After">What was shown last; null for the beginning.</param>
internal sealed partial record ActivityFilter(
    DateTimeOffset From, DateTimeOffset Until, string Person, AuditActivity? Activity, AuditResult? Result, string Channel, string Reason, ActivityCursor? After)
{
    public const string FromField = "from";
    public const string UntilField = "until";
    public const string PersonField = "person";
    public const string ActivityField = "activity";
    public const string ResultField = "result";
    public const string ChannelField = "channel";
    public const string ReasonField = "reason";
    public const string AfterField = "after";

    private const int Longest = 120;
    private const string Minute = "yyyy-MM-dd'T'HH:mm";

    private static readonly TimeSpan s_usual = TimeSpan.FromDays(7);

    /// <summary>The last seven days.</summary>
    public static ActivityFilter Usual(DateTimeOffset now) => new(MinuteOf(now - s_usual), MinuteOf(now) + TimeSpan.FromMinutes(1), "", null, null, "", "", null);

    /// <returns>Null when something in it means nothing.</returns>
    public static ActivityFilter? Read(IQueryCollection query, DateTimeOffset now)
    {
        if (query.Any(field => field.Value.Count > 1 || field.Value.ToString().Length > Longest))
        {
            return null;
        }

        var usual = Usual(now);
        var filter = new ActivityFilter(
            Time(query[FromField], usual.From) ?? default,
            Time(query[UntilField], usual.Until) ?? default,
            query[PersonField].ToString(),
            Named<AuditActivity>(query[ActivityField]),
            Named<AuditResult>(query[ResultField]),
            query[ChannelField].ToString(),
            query[ReasonField].ToString(),
            ActivityCursor.Parse(query[AfterField].ToString()));
        return filter.IsSound(query) ? filter : null;
    }

    public bool Takes(AuditEvent happened) =>
        (Person.Length == 0 || happened.Person == Person || happened.Session == Person)
        && (Activity is null || happened.Activity == Activity)
        && (Result is null || happened.Result == Result)
        && (Channel.Length == 0 || happened.Channel == Channel)
        && (Reason.Length == 0 || happened.Reason == Reason);

    /// <summary>The part of an address that asks for the same again.</summary>
    public string Query(ActivityCursor? after = null) => QueryString.Create(
    [
        new(FromField, Text(From)),
        new(UntilField, Text(Until)),
        .. Given(PersonField, Person),
        .. Given(ActivityField, Activity?.ToString()),
        .. Given(ResultField, Result?.ToString()),
        .. Given(ChannelField, Channel),
        .. Given(ReasonField, Reason),
        .. Given(AfterField, after?.ToString()),
    ]).ToUriComponent();

    /// <summary>As a browser's field for a date and a time has it; UTC.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Minute, CultureInfo.InvariantCulture);

    private bool IsSound(IQueryCollection query) =>
        From != default && Until != default && From < Until
        && (Person.Length == 0 || Pseudonym().IsMatch(Person))
        && (Activity is null) == (query[ActivityField].ToString().Length == 0)
        && (Result is null) == (query[ResultField].ToString().Length == 0)
        && (Channel.Length == 0 || Word().IsMatch(Channel))
        && (Reason.Length == 0 || Word().IsMatch(Reason))
        && (After is null) == (query[AfterField].ToString().Length == 0);

    private static DateTimeOffset? Time(StringValues text, DateTimeOffset otherwise) =>
        text.ToString().Length == 0 ? otherwise
        : DateTimeOffset.TryParseExact(text.ToString(), Minute, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : null;

    // Numbers are no names.
    private static T? Named<T>(StringValues text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text.ToString()) ? Enum.Parse<T>(text.ToString()) : null;

    private static IEnumerable<KeyValuePair<string, string?>> Given(string field, string? value) => string.IsNullOrEmpty(value) ? [] : [new(field, value)];

    private static DateTimeOffset MinuteOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Pseudonym();

    [GeneratedRegex("^[a-zA-Z0-9-]{1,60}\\z")]
    private static partial Regex Word();
}

/// <summary>A line that was shown: its moment and its hash, which no other line has.</summary>
internal sealed record ActivityCursor(DateTimeOffset At, string Hash)
{
    private const int HashLength = 64;

    public static ActivityCursor Of(AuditLine line) => new(line.Event.At, line.Hash);

    /// <returns>Null when it is none.</returns>
    public static ActivityCursor? Parse(string text) =>
        text.Split('.') is [var ticks, { Length: HashLength } hash]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
        && hash.All(char.IsAsciiHexDigitLower)
            ? new ActivityCursor(new DateTimeOffset(at, TimeSpan.Zero), hash)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Hash}");
}
