using System.Collections;
using System.Globalization;
using System.Resources;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Texts;

/// <summary>What leaves by mail, text and call.</summary>
public sealed class LetterTests
{
    /// <summary>The longest name that <c>Organisation:Name</c> takes.</summary>
    private const int LongestName = 64;

    public static TheoryData<string> Languages => [.. Words.Languages.Select(language => language.Name)];

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

    [Theory]
    [InlineData("en", Goal.Reset, "wants to reset your password at Contoso.", "Contoso: you asked to reset your password.", "You asked to reset your password.")]
    [InlineData("en", Goal.Unlock, "wants to unlock your account at Contoso.", "Contoso: you asked to unlock your account.", "You asked to unlock your account.")]
    [InlineData("en", Goal.Change, "wants to change your password at Contoso.", "Contoso: you asked to change your password.", "You asked to change your password.")]
    [InlineData("en", Goal.Register, "wants to set up your recovery options at Contoso.", "Contoso: you asked to set up your recovery options.", "You asked to set up your recovery options.")]
    [InlineData("nl", Goal.Reset, "wil bij Contoso uw wachtwoord opnieuw instellen.", "Contoso: u wilt uw wachtwoord opnieuw instellen.", "U wilt uw wachtwoord opnieuw instellen.")]
    [InlineData("nl", Goal.Unlock, "wil bij Contoso uw account ontgrendelen.", "Contoso: u wilt uw account ontgrendelen.", "U wilt uw account ontgrendelen.")]
    [InlineData("nl", Goal.Change, "wil bij Contoso uw wachtwoord wijzigen.", "Contoso: u wilt uw wachtwoord wijzigen.", "U wilt uw wachtwoord wijzigen.")]
    [InlineData("nl", Goal.Register, "wil bij Contoso uw herstelopties instellen.", "Contoso: u wilt uw herstelopties instellen.", "U wilt uw herstelopties instellen.")]
    [InlineData("de", Goal.Reset, "möchte bei Contoso Ihr Passwort zurücksetzen.", "Contoso: Sie möchten Ihr Passwort zurücksetzen.", "Sie möchten Ihr Passwort zurücksetzen.")]
    [InlineData("de", Goal.Unlock, "möchte bei Contoso Ihr Konto entsperren.", "Contoso: Sie möchten Ihr Konto entsperren.", "Sie möchten Ihr Konto entsperren.")]
    [InlineData("de", Goal.Change, "möchte bei Contoso Ihr Passwort ändern.", "Contoso: Sie möchten Ihr Passwort ändern.", "Sie möchten Ihr Passwort ändern.")]
    [InlineData("de", Goal.Register, "möchte bei Contoso Ihre Wiederherstellung einrichten.", "Contoso: Sie möchten Ihre Wiederherstellung einrichten.", "Sie möchten Ihre Wiederherstellung einrichten.")]
    [InlineData("fr", Goal.Reset, "veut réinitialiser votre mot de passe chez Contoso.", "Contoso - Vous voulez réinitialiser votre mot de passe.", "Vous voulez réinitialiser votre mot de passe.")]
    [InlineData("fr", Goal.Unlock, "veut déverrouiller votre compte chez Contoso.", "Contoso - Vous voulez déverrouiller votre compte.", "Vous voulez déverrouiller votre compte.")]
    [InlineData("fr", Goal.Change, "veut changer votre mot de passe chez Contoso.", "Contoso - Vous voulez changer votre mot de passe.", "Vous voulez changer votre mot de passe.")]
    [InlineData("fr", Goal.Register, "veut configurer vos options de récupération chez Contoso.", "Contoso - Vous voulez configurer vos options de récupération.", "Vous voulez configurer vos options de récupération.")]
    [InlineData("es", Goal.Reset, "quiere restablecer su contraseña en Contoso.", "Contoso: usted quiere restablecer su contraseña.", "Usted quiere restablecer su contraseña.")]
    [InlineData("es", Goal.Unlock, "quiere desbloquear su cuenta en Contoso.", "Contoso: usted quiere desbloquear su cuenta.", "Usted quiere desbloquear su cuenta.")]
    [InlineData("es", Goal.Change, "quiere cambiar su contraseña en Contoso.", "Contoso: usted quiere cambiar su contraseña.", "Usted quiere cambiar su contraseña.")]
    [InlineData("es", Goal.Register, "quiere configurar las formas de recuperar su cuenta en Contoso.", "Contoso: usted quiere configurar las formas de recuperar su cuenta.", "Usted quiere configurar las formas de recuperar su cuenta.")]
    public void A_code_and_a_call_name_what_is_wanted(string language, Goal goal, string mail, string text, string call)
    {
        Assert.Contains(mail, Write(OutboxKind.Mail, Letter.Code, language, ("goal", $"{goal}")).Text, StringComparison.Ordinal);
        Assert.StartsWith(text, Write(OutboxKind.Sms, Letter.Code, language, ("goal", $"{goal}")).Text, StringComparison.Ordinal);
        Assert.Contains(call, Write(OutboxKind.Call, Letter.Call, language, ("goal", $"{goal}")).Text, StringComparison.Ordinal);
        Assert.Contains(call, Write(OutboxKind.Call, Letter.NumberCall, language, ("goal", $"{goal}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_fits_the_alphabet_of_text_messages_and_320_characters(string language)
    {
        // The longest name and help desk that the settings take, and the longest link with a host name of 39 letters.
        (string, string)[] longest =
        [
            ("organisation", new('x', LongestName)), ("code", "12345678"), ("minutes", "10"), ("when", Moment("Asia/Kolkata", "2026-11-22")), ("helpdesk", new('1', 40)), ("notMe", new('x', 77)),
        ];
        var texts = TextsByLetter(language).SelectMany(letter => Enum.GetNames<Goal>().Select(goal => Write(OutboxKind.Sms, letter, language, [.. longest, ("goal", goal)]).Text)).ToArray();
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(Gsm7.Fits(text), text));
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 320));
    }

    [Theory]
    [InlineData("en", "Nobody from IT will ask for this code.")]
    [InlineData("nl", "Niemand van IT vraagt om deze code.")]
    [InlineData("de", "Niemand aus der IT fragt nach diesem Code.")]
    [InlineData("fr", "Personne du service informatique ne demande ce code.")]
    [InlineData("es", "Nadie de soporte técnico va a pedirle estas cifras.")]
    public void A_locked_phone_shows_a_warning_and_not_the_code(string language, string warning)
    {
        foreach (var (letter, goal) in Enum.GetNames<Goal>().Select(goal => (Letter.Code, goal)).Append((Letter.ConfirmContact, "")))
        {
            var text = Write(OutboxKind.Sms, letter, language, ("organisation", "X"), ("goal", goal), ("code", "482913"), ("minutes", "5")).Text;
            Assert.Contains(warning, text, StringComparison.Ordinal);
            Assert.True(text.IndexOf("482913", StringComparison.Ordinal) > text.IndexOf(warning, StringComparison.Ordinal), text);
            Assert.DoesNotMatch("[0-9]", text[..30]);
        }
    }

    private static string Moment(string zone, string day = "2026-02-01") =>
        new Organisation("Contoso", new HelpDesk(null, "", ""), []) { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) }
            .Moment(DateTimeOffset.Parse($"{day}T22:38:00Z", CultureInfo.InvariantCulture));

    private static IEnumerable<Letter> TextsByLetter(string language) =>
        new ResourceManager("SsprBot.Texts.Texts", typeof(Words).Assembly)
            .GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language), true, false)!
            .Cast<DictionaryEntry>().Select(text => ((string)text.Key).Split('_')).Where(key => key is ["Letter", _, "Sms"]).Select(key => Enum.Parse<Letter>(key[1]));

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
