using System.Net;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Senders.Smtp;

/// <summary>What is wrong with the section <c>Smtp</c>: one sentence for each fault.</summary>
internal static class SmtpFaults
{
    public static IReadOnlyList<string> Of(IConfiguration configuration, IHostEnvironment environment)
    {
        try
        {
            var settings = Read(configuration);
            return settings.Host.Length == 0
                ? environment.IsDevelopment() ? [] : ["Smtp:Host is missing. Outside Development mails need a mail server."]
                : [.. PolicySettings.Ranges(settings, SmtpSettings.Section), .. Rules(settings, environment)];
        }
        catch (InvalidOperationException unreadable)
        {
            return [unreadable.Message];
        }
    }

    public static SmtpSettings Read(IConfiguration configuration) => configuration.GetSection(SmtpSettings.Section).Get<SmtpSettings>() ?? new();

    private static IEnumerable<string> Rules(SmtpSettings settings, IHostEnvironment environment)
    {
        if (Uri.CheckHostName(settings.Host) is UriHostNameType.Unknown)
        {
            yield return "Smtp:Host must be the name or address of the mail server, without a port.";
        }

        if (!Enum.IsDefined(settings.Security))
        {
            yield return "Smtp:Security must be StartTls or Tls.";
        }

        if (settings.Security is SmtpSecurity.None && !(environment.IsDevelopment() && IsLoopback(settings.Host)))
        {
            yield return "Smtp:Security is None. Without TLS mails go only to this machine, and only in Development.";
        }

        if ((settings.UserName.Length == 0) != (settings.Password.Length == 0))
        {
            yield return "Smtp:UserName and Smtp:Password belong together.";
        }

        if (settings is { Security: SmtpSecurity.None, Password.Length: > 0 })
        {
            yield return "Smtp:Password is never sent without TLS.";
        }

        if (MailAddresses.Read(settings.From) is null)
        {
            yield return "Smtp:From must be the mail address that mails come from.";
        }

        if (settings.ReplyTo.Length > 0 && MailAddresses.Read(settings.ReplyTo) is null)
        {
            yield return "Smtp:ReplyTo must be a mail address.";
        }

        if (!ServerTrust.IsReadable(settings.CaFile, environment.ContentRootPath))
        {
            yield return "Smtp:CaFile must be a readable PEM file with at least one certificate.";
        }
    }

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
