using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Senders.Smtp;

/// <summary>One connection to the mail server. Asks for a report when a mail is late or lost, from a server that offers reports (RFC 3461).</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly SmtpSettings _settings;

    public SmtpConnection(SmtpSettings settings, ServerTrust trust)
    {
        _settings = settings;
        LocalDomain = MailAddresses.DomainOf(settings.From);
        DeliveryStatusNotificationType = MailKit.Net.Smtp.DeliveryStatusNotificationType.HeadersOnly;
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = (_, certificate, chain, errors) => trust.Accepts(certificate, chain, errors);
    }

    public int Sent { get; private set; }

    /// <summary>When it was last given back, by the clock's own count.</summary>
    public long RestingSince { get; set; }

    public async Task OpenAsync(CancellationToken ct)
    {
        await ConnectAsync(_settings.Host, _settings.Port, Protection, ct);
        if (_settings.UserName.Length > 0)
        {
            await AuthenticateAsync(_settings.UserName, _settings.Password, ct);
        }
    }

    public async Task DeliverAsync(MimeMessage mail, CancellationToken ct)
    {
        Sent++;
        await SendAsync(mail, ct);
    }

    protected override string GetEnvelopeId(MimeMessage message) => message.MessageId!.Split('@')[0];

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    private SecureSocketOptions Protection => _settings.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };
}
