using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using SsprBot.Domain;
using SsprBot.Pages;
using SsprBot.Settings;
using SsprBot.Texts;

namespace SsprBot.Senders.Smtp;

/// <summary>Makes a mail of a message: the same words as plain text and as HTML, for one reader.</summary>
internal sealed class MailComposer(SmtpSettings settings, IOptions<OrganisationSettings> organisation, TimeProvider time)
{
    /// <returns>Null when nobody can have such an address.</returns>
    public MimeMessage? Compose(OutboxMessage message)
    {
        if (MailAddresses.Read(message.To) is not { } to)
        {
            return null;
        }

        var safe = message with { Holes = message.Holes.ToDictionary(hole => hole.Key, hole => OneLine(hole.Value)) };
        var letter = Letters.Write(safe);
        var mail = new MimeMessage
        {
            // Who gets a mail twice can tell by its id.
            MessageId = $"{message.Id}@{MailAddresses.DomainOf(settings.From)}",
            Date = time.GetUtcNow(),
            Subject = NotEncoded(OneLine(letter.Subject)),
            Body = new MultipartAlternative(Part("plain", letter.Text), Part("html", LetterView.Document(letter, safe, organisation.Value).ToString())),
        };
        mail.From.Add(new MailboxAddress(NotEncoded(OneLine(settings.FromName is { Length: > 0 } name ? name : organisation.Value.Name)), settings.From));
        mail.To.Add(new MailboxAddress("", to));
        if (settings.ReplyTo.Length > 0)
        {
            mail.ReplyTo.Add(new MailboxAddress("", settings.ReplyTo));
        }

        // Nobody's absence is told to the bot (RFC 3834 §5, MS-OXCMAIL §2.2.3.2.14).
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        mail.Body.Headers.Add(HeaderId.ContentLanguage, Words.For(message.Language).Name);
        return mail;
    }

    private static TextPart Part(string kind, string text) => new(kind) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    // No line ends, and nothing that turns the direction of what follows.
    private static string OneLine(string value) => string.Concat(value.EnumerateRunes().Select(
        rune => System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? " "
            : rune.ToString()));

    // What looks like an encoded word would be decoded by the reader (RFC 2047 §2).
    private static string NotEncoded(string value) => value.Replace("=?", "= ?", StringComparison.Ordinal);
}
