using System.ComponentModel.DataAnnotations;

namespace SsprBot.Senders.Smtp;

/// <summary>How a connection to the mail server is protected. None of them tries first and goes on in clear text when that fails.</summary>
public enum SmtpSecurity
{
    /// <summary>Begins in clear text and goes on only after STARTTLS (RFC 3207); usually port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314 §3); usually port 465.</summary>
    Tls,

    /// <summary>Only in Development, and only to this machine.</summary>
    None,
}

/// <summary>The mail server that takes over what the bot sends. Section <c>Smtp</c>; without a host there is none.</summary>
public sealed class SmtpSettings
{
    public const string Section = "Smtp";

    /// <summary>Its name as it stands in its certificate.</summary>
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; }

    /// <summary>Empty for a server that knows the bot by its address.</summary>
    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The address that mails come from; reports of failed deliveries go there too.</summary>
    public string From { get; init; } = "";

    /// <summary>Empty means the organisation's name.</summary>
    [StringLength(64)]
    public string FromName { get; init; } = "";

    /// <summary>Where answers go; empty means to <see cref="From"/>.</summary>
    public string ReplyTo { get; init; } = "";

    /// <summary>A PEM file, relative to the content root, with the only authorities that may vouch for the server; empty means those of the system.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>How long connecting, TLS and authentication may take together.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one mail may take in all, from the wait for a connection to the server's last word.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SendLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many connections there are at most.</summary>
    [Range(1, 16)]
    public int PoolSize { get; init; } = 4;

    /// <summary>After so many mails a connection is closed and another opened.</summary>
    [Range(1, 1000)]
    public int MessagesPerConnection { get; init; } = 50;
}
