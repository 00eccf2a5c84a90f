using MailKit.Net.Smtp;
using SsprBot.Domain;

namespace SsprBot.Senders.Smtp;

/// <summary>Hands mails to the organisation's mail server. Whoever asked for one never learns that it failed; the audit and the log do, without an address.</summary>
internal sealed partial class SmtpSender(MailComposer composer, SmtpPool pool, DeliveryFailures failures, ILogger<SmtpSender> log) : ISender
{
    public bool Serves(OutboxKind kind) => kind is OutboxKind.Mail;

    /// <summary>Returns when the server has taken the mail over, or has refused it for good; throws when it is worth another try.</summary>
    public async Task SendAsync(OutboxMessage message, CancellationToken ct)
    {
        using var mail = composer.Compose(message);
        if (mail is null)
        {
            await RefusedAsync(message, "no-address", ct);
            return;
        }

        try
        {
            await pool.SendAsync(mail, ct);
        }
        catch (SmtpCommandException refusal) when (IsForGood(refusal))
        {
            await RefusedAsync(message, SmtpReasons.CodeOf(refusal), ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotTaken(log, message.Id, SmtpReasons.Of(fault));
            throw;
        }
    }

    // A server that does not like the bot can be mended; one that does not know the reader, or will not have this mail, says so again.
    private static bool IsForGood(SmtpCommandException refusal) =>
        refusal.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)refusal.StatusCode is >= 500 and < 600;

    private async Task RefusedAsync(OutboxMessage message, string reason, CancellationToken ct)
    {
        Refused(log, message.Id, message.Letter, reason);
        await failures.NoteAsync(message.Session, "mail-refused", $"{message.Letter}", ct);
    }

    [LoggerMessage(124, LogLevel.Warning, "Mail {Id} is not taken yet: {Reason}")]
    private static partial void NotTaken(ILogger log, string id, string reason);

    [LoggerMessage(122, LogLevel.Warning, "Mail {Id} ({Letter}) was refused for good: {Reason}")]
    private static partial void Refused(ILogger log, string id, Letter letter, string reason);
}
