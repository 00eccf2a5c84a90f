using MailKit;
using MailKit.Security;
using SsprBot.Senders.Smtp;

namespace SsprBot.Doctor;

/// <summary>Whether the mail server lets the bot in. Nothing is sent.</summary>
internal sealed class MailCheck(SmtpPool? pool = null, SmtpSettings? settings = null) : ICheck
{
    public TimeSpan Limit => TimeSpan.FromMinutes(2);

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        if (pool is null || settings is null)
        {
            findings.NotSetUp("Smtp:Host is empty: mails go to the developer's inbox.");
            return;
        }

        try
        {
            await pool.TryAsync(ct);
            findings.Ok(settings.UserName.Length > 0 ? $"{settings.Host} lets the bot in by its name and password." : $"{settings.Host} lets the bot in without a name.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            findings.Fault($"{settings.Host} does not let the bot in: {SmtpReasons.Of(fault)}.", MendOf(fault));
        }
    }

    private static string MendOf(Exception fault) => fault switch
    {
        SslHandshakeException => "See whether the certificate is valid and holds the name in Smtp:Host, and whether Smtp:CaFile has the authority that issued it.",
        NotSupportedException => "See whether Smtp:Port and Smtp:Security fit together, and whether the server offers a password over TLS.",
        AuthenticationException => "Correct Smtp:UserName and Smtp:Password.",
        CommandException => "See the server's own log for why it refuses this host.",
        _ => "See whether Smtp:Host and Smtp:Port are right, and whether the network lets the host through.",
    };
}
