using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SsprBot.Senders.Smtp;

/// <summary>Why the mail server did not do it, in words of ours: its own may hold an address.</summary>
internal static class SmtpReasons
{
    public static string Of(Exception fault) => fault switch
    {
        SmtpCommandException refusal => CodeOf(refusal),
        SslHandshakeException => "TLS failed, or the certificate is not trusted or of another name",
        NotSupportedException => "the server does not offer TLS or a way to authenticate",
        AuthenticationException => "the user name or password is wrong",
        TimeoutException => "it took too long",
        _ => fault.GetType().Name,
    };

    public static string CodeOf(SmtpCommandException refusal) => ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
}
