namespace SsprBot.Directories.Ldap;

/// <summary>What a server said to a request.</summary>
/// <param name="Message">The server's own words. They may name a person: not for logs.</param>
internal sealed record LdapResult(LdapCode Code, string Message, IReadOnlyList<LdapControl> Controls)
{
    public bool Succeeded => Code is LdapCode.Success;

    /// <summary>What an extended operation answered; null where it has nothing to say.</summary>
    public byte[]? Value { get; init; }

    /// <summary>The value of a control of the answer; null when the server did not send it, or sent it without a value.</summary>
    public byte[]? ControlValue(string oid) => Controls.FirstOrDefault(control => control.Oid == oid)?.Value;
}
