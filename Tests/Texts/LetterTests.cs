using System.Globalization;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Texts;

/// <summary>What leaves by mail, text and call.</summary>
public sealed class LetterTests
{
    [Theory]
    [InlineData("en", "on 1 February 2026 at 22:38 (UTC) through")]
    [InlineData("nl", "is op 1 februari 2026 om 22:38 uur (UTC) opnieuw")]
    [InlineData("de", "Zeitpunkt: 1. Februar 2026, 22:38 Uhr (UTC).")]
    [InlineData("fr", "Date\u202f: 1 février 2026 à 22 h 38 (UTC).")]
    [InlineData("es", "Fecha: 1 de febrero de 2026, 22:38 (UTC).")]
    public void A_mail_says_the_time_in_its_language(string language, string words) =>
        Assert.Contains(words, Write(OutboxKind.Mail, Letter.PasswordWasReset, language, ("when", Moment("UTC"))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "was reset on 1 Feb 2026 22:38 UTC. Not you?")]
    [InlineData("nl", "is op 01-02-2026 22:38 UTC opnieuw ingesteld.")]
    [InlineData("de", "zurückgesetzt (01.02.2026 22:38 UTC).")]
    [InlineData("fr", "réinitialisé (01/02/2026 22h38 UTC).")]
    [InlineData("es", "restablecido (01/02/2026 22:38 UTC).")]
    public void A_text_says_the_time_in_its_language(string language, string words) =>
        Assert.Contains(words, Write(OutboxKind.Sms, Letter.PasswordWasReset, language, ("when", Moment("UTC"))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Europe/Amsterdam", "2026-02-01", "1 February 2026 at 23:38 (UTC+1)")]
    [InlineData("Europe/Amsterdam", "2026-07-01", "2 July 2026 at 00:38 (UTC+2)")]
    [InlineData("America/New_York", "2026-02-01", "1 February 2026 at 17:38 (UTC-5)")]
    [InlineData("Asia/Kolkata", "2026-02-01", "2 February 2026 at 04:08 (UTC+5:30)")]
    [InlineData("America/St_Johns", "2026-02-01", "1 February 2026 at 19:08 (UTC-3:30)")]
    public void The_clock_is_the_organisations_and_says_how_far_it_is_from_utc(string zone, string day, string words) =>
        Assert.Contains(words, Write(OutboxKind.Mail, Letter.SuspiciousActivity, "en", ("when", Moment(zone, day))).Text, StringComparison.Ordinal);

    private static string Moment(string zone, string day = "2026-02-01") =>
        new Organisation("Contoso", new HelpDesk(null, "", ""), []) { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) }
            .Moment(DateTimeOffset.Parse($"{day}T22:38:00Z", CultureInfo.InvariantCulture));

    private static WrittenLetter Write(OutboxKind kind, Letter letter, string language, params (string Name, string Value)[] holes)
    {
        var filled = new Dictionary<string, string> { ["organisation"] = "Contoso" };
        foreach (var (name, value) in holes)
        {
            filled[name] = value;
        }

        return Letters.Write(new OutboxMessage("1", kind, "", letter, language, filled));
    }
}
