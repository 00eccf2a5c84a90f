namespace SsprBot.Directories.Ldap;

/// <summary>An extension of a request or of its answer (RFC 4511 §4.1.11).</summary>
/// <param name="Value">Null where there is none.</param>
internal sealed record LdapControl(string Oid, bool Critical = false, byte[]? Value = null);
