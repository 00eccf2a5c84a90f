using System.ComponentModel.DataAnnotations;

namespace SsprBot.Directories.Ldap;

/// <summary>How a connection to a server is protected. There is no way without.</summary>
internal enum LdapSecurity
{
    /// <summary>TLS from the first byte; usually port 636.</summary>
    Tls,

    /// <summary>Begins in clear text, and says nothing but StartTLS before it is protected (RFC 4511 §4.14); usually port 389.</summary>
    StartTls,
}

/// <summary>How a directory is reached by LDAP. It stands in <c>Directories:{name}</c>, beside what the directory's kind adds.</summary>
internal sealed class LdapSettings
{
    /// <summary>Names as they stand in the certificates, with a port (<c>ldap1.corp.example:1636</c>) or without, in the order of preference.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    public LdapSecurity Security { get; init; }

    /// <summary>A PEM file, relative to the content root, with the only authorities that may vouch for the servers; empty means those of the system.</summary>
    public string CaFile { get; init; } = "";

    /// <summary>The service account: its DN, or for Active Directory also its user principal name.</summary>
    public string BindName { get; init; } = "";

    public string BindPassword { get; init; } = "";

    /// <summary>How long connecting to one server and TLS may take, and again the service account's bind.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one operation may take, from its first byte to the server's last.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan OperationLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long everything may take together: the wait for a connection, other servers, several operations.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan OverallLimit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How many connections there are at most.</summary>
    [Range(1, 64)]
    public int PoolSize { get; init; } = 8;

    /// <summary>How long a connection without work is kept.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A server that failed is tried last for so long.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FailedServerRest { get; init; } = TimeSpan.FromSeconds(30);

    public int UsualPort => Security is LdapSecurity.Tls ? 636 : 389;
}
