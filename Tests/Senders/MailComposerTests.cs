using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using SsprBot.Domain;
using SsprBot.Senders.Smtp;
using SsprBot.Settings;
using SsprBot.Texts;
using Xunit;

namespace SsprBot.Senders;

/// <summary>Mails as they are written, read back as a mail program would.</summary>
public sealed partial class MailComposerTests
{
    public static TheoryData<string, Letter> Letters
    {
        get
        {
            var letters = new TheoryData<string, Letter>();
            foreach (var language in Words.Languages)
            {
                foreach (var letter in Enum.GetValues<Letter>().Except([Letter.Call, Letter.NumberCall]))
                {
                    letters.Add(language.Name, letter);
                }
            }

            return letters;
        }
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void Both_alternatives_say_the_same_in_the_language_of_the_reader(string language, Letter letter)
    {
        var mail = Written(MailWorld.Message(letter: letter, language: language));
        var html = mail.HtmlBody;

        Assert.Equal(Same(mail.TextBody!), Same(WebUtility.HtmlDecode(Tag().Replace(Body().Match(html!).Value, "\n"))));
        Assert.DoesNotContain("{", mail.TextBody + mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", html!, StringComparison.Ordinal);
        Assert.Equal(language, mail.Body!.Headers[HeaderId.ContentLanguage]);
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void A_mail_loads_nothing_and_links_only_to_this_was_not_me(string language, Letter letter)
    {
        var mail = Written(MailWorld.Message(letter: letter, language: language));

        Assert.DoesNotMatch("(?i)src=|url\\(|@import|<(img|link|script|iframe|form|object|base|video|audio)", mail.HtmlBody!);
        Assert.Equal(
            mail.TextBody!.Contains("/not-me/", StringComparison.Ordinal) ? ["https://reset.contoso.test/not-me/abc.def"] : Array.Empty<string>(),
            Link().Matches(mail.HtmlBody!).Select(link => link.Groups[1].Value));
    }

    [Fact]
    public void A_code_is_read_digit_by_digit_and_copied_whole() =>
        Assert.Contains("""<span role="img" aria-label="1 2 3 4 5 6">123<span class="gap">456</span></span>""", Written(MailWorld.Message()).HtmlBody!, StringComparison.Ordinal);

    [Theory]
    [InlineData("Contoso\r\nBcc: eve@fabrikam.test")]
    [InlineData("Contoso\nSubject: other\n\nBody")]
    [InlineData("Contoso\u2028\u0085Bcc: eve@fabrikam.test")]
    [InlineData("=?utf-8?Q?Contoso=0D=0ABcc:_eve=40fabrikam.test?=")]
    [InlineData("Contoso\" <eve@fabrikam.test>, \"")]
    [InlineData("\u202emoc.oso\u0000tnoc <script>alert(1)</script>")]
    [InlineData("Çöntoso 株式会社 🛡️ GmbH & Co. KG")]
    public void A_hostile_name_stays_a_name(string name)
    {
        var message = MailWorld.Message(letter: Letter.AdministratorWanted);
        var holes = new Dictionary<string, string>(message.Holes) { ["organisation"] = name, ["userId"] = name, ["supportCode"] = name };
        var mail = Written(message with { Holes = holes }, new OrganisationSettings { Name = name });

        var from = Assert.IsType<MailboxAddress>(Assert.Single(mail.From));
        Assert.Equal("no-reply@contoso.test", from.Address);
        Assert.Equal("anna.lima@example.net", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Empty(mail.Cc.Concat(mail.Bcc).Concat(mail.ReplyTo));
        Assert.Equal(
            ["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To", "X-Auto-Response-Suppress"],
            mail.Headers.Select(header => header.Field).Concat(mail.Body!.Headers.Select(header => header.Field)).Order(StringComparer.Ordinal).Distinct());
        Assert.DoesNotContain(from.Name + mail.Subject, c => char.IsControl(c) || c is '\u202e' or '\u2028');
        Assert.DoesNotContain("<script", mail.HtmlBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("eve@fabrikam.test", mail.Headers["Message-Id"] + mail.Headers[HeaderId.To], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anna@example.net, eve@fabrikam.test")]
    [InlineData("anna@example.net\r\nRCPT TO:<eve@fabrikam.test>")]
    [InlineData("\"anna lima\"@example.net")]
    [InlineData("@example.net")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused_without_a_word_to_the_server(string to)
    {
        using var world = new MailWorld(new SmtpSettings { Host = "mail.contoso.invalid", From = "no-reply@contoso.test" });
        await world.SendAsync(MailWorld.Message(to));
        Assert.Equal("mail-refused", Assert.Single(world.Audited).Reason);
        Assert.Equal(["Mail id-1 (Code) was refused for good: no-address"], world.Logged);
    }

    [Fact]
    public void Names_and_answers_can_be_set()
    {
        var settings = new SmtpSettings { From = "no-reply@contoso.test", FromName = "Contoso IT", ReplyTo = "helpdesk@contoso.test" };
        var mail = Written(MailWorld.Message(), settings: settings);
        Assert.Equal(("Contoso IT", "helpdesk@contoso.test"), (mail.From.Mailboxes.Single().Name, mail.ReplyTo.Mailboxes.Single().Address));
    }

    private static MimeMessage Written(OutboxMessage message, OrganisationSettings? organisation = null, SmtpSettings? settings = null)
    {
        var composer = new MailComposer(settings ?? new SmtpSettings { From = "no-reply@contoso.test" }, Options.Create(organisation ?? new OrganisationSettings()), new FakeTimeProvider());
        using var wire = new MemoryStream();
        using var composed = composer.Compose(message)!;
        composed.WriteTo(wire);
        wire.Position = 0;
        return MimeMessage.Load(wire);
    }

    private static string Same(string text) => Space().Replace(text.Replace("- ", " ", StringComparison.Ordinal), " ").Trim().Replace("123 456", "123456", StringComparison.Ordinal);

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex(@"[ \r\n\t]+")]
    private static partial Regex Space();
}
