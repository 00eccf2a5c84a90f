namespace SsprBot.Directories.Ldap;

/// <summary>Why there is no answer.</summary>
internal enum LdapFault
{
    /// <summary>No connection came about.</summary>
    Unreachable,

    /// <summary>TLS failed: the certificate is not trusted, expired, or of another name, or the server does not offer TLS.</summary>
    NotTrusted,

    TimedOut,

    /// <summary>The server hung up.</summary>
    HungUp,

    /// <summary>What came is not LDAP, answers another question, or is larger than anything that was asked for.</summary>
    Nonsense,

    /// <summary>The server would not let the service account in.</summary>
    NotLetIn,

    /// <summary>The server sends elsewhere, or says that it cannot serve now.</summary>
    CannotServe,

    /// <summary>All connections were in use for too long.</summary>
    Busy,
}

/// <summary>There is no answer from any server. Its message names nobody.</summary>
internal sealed class LdapException : IOException
{
    public LdapException()
    {
    }

    public LdapException(string message)
        : base(message)
    {
    }

    public LdapException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public LdapException(LdapFault fault, bool mayBeDone = false, Exception? inner = null)
        : base($"The LDAP server did not answer: {fault}.", inner) => (Fault, MayBeDone) = (fault, mayBeDone);

    public LdapFault Fault { get; }

    /// <summary>A bind or a change was sent and its answer was lost, or a change had been made before: what happened is unknown. Otherwise nothing has.</summary>
    public bool MayBeDone { get; }
}
