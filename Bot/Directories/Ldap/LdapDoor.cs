using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Directories.Ldap;

/// <summary>Opens connections to servers, and signs in as the service account.</summary>
internal sealed class LdapDoor(LdapSettings settings, ServerTrust trust, TimeProvider time)
{
    /// <exception cref="LdapException">The server did not answer.</exception>
    public Task<LdapConnection> OpenAsync(LdapServer server, CancellationToken ct) => LdapConnection.OpenAsync(server, settings, trust, time, ct);

    /// <exception cref="LdapException">The server did not answer, or would not let it in.</exception>
    public async Task SignInAsync(LdapConnection connection, CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(settings.ConnectLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, ct);
        using var password = Password.From(settings.BindPassword);
        LdapResult bound;
        try
        {
            bound = await connection.BindAsync(settings.BindName, password, [], either.Token);
        }
        catch (LdapException fault)
        {
            throw new LdapException(fault.Fault, mayBeDone: false, fault);
        }

        if (!bound.Succeeded)
        {
            throw new LdapException(LdapFault.NotLetIn);
        }
    }

    /// <returns>Why the service account does not get in at a server; null when it does.</returns>
    public async Task<LdapFault?> TryAsync(LdapServer server, CancellationToken ct)
    {
        try
        {
            using var connection = await OpenAsync(server, ct);
            await SignInAsync(connection, ct);
            return null;
        }
        catch (LdapException fault)
        {
            return fault.Fault;
        }
    }
}
