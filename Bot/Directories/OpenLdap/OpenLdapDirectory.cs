using System.Security.Cryptography;
using SsprBot.Directories.Ldap;
using SsprBot.Doctor;
using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Directories.OpenLdap;

/// <summary>
/// An OpenLDAP directory with the overlay ppolicy. The service account sets and unlocks, always under the policy; who knows the current
/// password changes it in their own name. A server without the overlay knows no locks and no ages. 389 Directory Server speaks the same
/// operations, and the same words of the policy: see <see cref="PolicyState"/> for what differs.
/// </summary>
internal sealed class OpenLdapDirectory(LdapSettings ldap, OpenLdapSettings settings, ServerTrust trust, TimeProvider time, ILogger<OpenLdapDirectory> log)
    : IDirectory, IExaminable, IDisposable
{
    private readonly LdapServers _servers = new(ldap, trust, time, log);
    private readonly OpenLdapEntries _entries = new(settings, time);

    public Task<Found> FindAsync(string userId, CancellationToken ct) => FoundAsync((connection, inTime) => _entries.FindAsync(connection, userId, inTime), ct);

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) => FoundAsync((connection, inTime) => _entries.ReadAsync(connection, accountId, inTime), ct);

    public async Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct)
    {
        try
        {
            return await _servers.ReadAsync(
                async (connection, inTime) => (await _entries.PolicyAsync(connection, await _entries.ReadAsync(connection, account.Id, inTime), inTime)).Rules, ct);
        }
        catch (LdapException)
        {
            return DirectoryRules.None;
        }
    }

    public Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct) =>
        WriteAsync(account, (connection, entry, inTime) => ModifyAsync(connection, entry.Dn, null, password, inTime), ct);

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => WriteAsync(account, UnlockAsync, ct);

    public async Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct)
    {
        try
        {
            return await DnAsync(account, ct) is not { } dn ? new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed)
                : await _servers.ApartAsync((connection, inTime) => ChangeAsync(connection, dn, current, password, inTime), ct)
                    ?? await _servers.WriteAsync((connection, inTime) => ModifyAsync(connection, dn, current, password, inTime), ct);
        }
        catch (LdapException fault)
        {
            return Outcome(fault);
        }
    }

    public async Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        try
        {
            // Who is nobody is asked for as well: by a name that nobody has.
            var dn = await DnAsync(account, ct) ?? $"{settings.UserIdAttribute}={Secrets.NewId()},{settings.Base}";
            var bound = await _servers.ApartAsync((connection, inTime) => connection.BindAsync(dn, password, PolicyAnswer.Asked, inTime), ct);
            return IsRight(bound) ? true : IsWrong(bound) ? false : null;
        }
        catch (LdapException)
        {
            return null;
        }
    }

    // LDAP knows no sessions but its own connections.
    public Task EndSessionsAsync(Account account, CancellationToken ct) => Task.CompletedTask;

    public async Task ExamineAsync(Findings findings, CancellationToken ct)
    {
        if (await LdapExam.SignsInAsync(findings, _servers, ct))
        {
            await LdapExam.ReadAsync(findings, async () => OpenLdapExam.Tell(findings, await _servers.ReadAsync(_entries.SeenAsync, ct)));
        }
    }

    public void Dispose() => _servers.Dispose();

    private static bool IsRight(LdapResult bound) => bound.Succeeded || IsExpired(bound);

    // Whether it is right nobody is told of an account that is locked.
    private static bool IsWrong(LdapResult bound) =>
        bound.Code is LdapCode.InvalidCredentials or LdapCode.InappropriateAuthentication or LdapCode.NoSuchObject || PolicyAnswer.Of(bound) is PolicyError.AccountLocked;

    // Only who has the right password is told so (draft-behera-ldap-password-policy-10 §7.1).
    private static bool IsExpired(LdapResult bound) => bound.Code is LdapCode.InvalidCredentials && PolicyAnswer.Of(bound) is PolicyError.PasswordExpired;

    private static DirectoryWrite Outcome(LdapException fault) => fault.MayBeDone ? new DirectoryWrite.Unknown() : new DirectoryWrite.Unavailable();

    private static async Task<DirectoryWrite> ModifyAsync(LdapConnection connection, string dn, Password? current, Password password, CancellationToken ct)
    {
        var value = PasswordModify.Value(dn, current, password);
        try
        {
            return PolicyAnswer.Outcome(await connection.ExtendedAsync(PasswordModify.Oid, value, PolicyAnswer.Asked, ct), withCurrent: current is not null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(value);
        }
    }

    /// <returns>Null when the password is right but expired, so that its owner is let in no more.</returns>
    private static async Task<DirectoryWrite?> ChangeAsync(LdapConnection connection, string dn, Password current, Password password, CancellationToken ct)
    {
        LdapResult bound;
        try
        {
            bound = await connection.BindAsync(dn, current, PolicyAnswer.Asked, ct);
        }
        catch (LdapException)
        {
            return new DirectoryWrite.Unavailable();
        }

        return bound.Succeeded ? await ModifyAsync(connection, dn, current, password, ct)
            : IsExpired(bound) ? null
            : PolicyAnswer.Of(bound) is PolicyError.AccountLocked ? new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed)
            : bound.Code is LdapCode.InvalidCredentials ? new DirectoryWrite.WrongPassword()
            : new DirectoryWrite.Unavailable();
    }

    private static async Task<DirectoryWrite> UnlockAsync(LdapConnection connection, LdapEntry entry, CancellationToken ct)
    {
        if (PolicyState.IsLockedForGood(entry))
        {
            return new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed);
        }

        if (PolicyState.Unlocking(entry) is not [_, ..] changes)
        {
            return new DirectoryWrite.Done();
        }

        var result = await connection.ModifyAsync(entry.Dn, changes, [], ct);
        return result.Succeeded ? new DirectoryWrite.Done()
            : result.Code is LdapCode.NoSuchAttribute ? new DirectoryWrite.Unavailable()
            : new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed);
    }

    private async Task<Found> FoundAsync(Func<LdapConnection, CancellationToken, Task<LdapEntry?>> find, CancellationToken ct)
    {
        try
        {
            var account = await _servers.ReadAsync(
                async (connection, inTime) => await find(connection, inTime) is { } entry ? await _entries.AccountAsync(connection, entry, inTime) : null, ct);
            return account is null ? new Found.None() : new Found.One(account);
        }
        catch (LdapException)
        {
            return new Found.Unavailable();
        }
    }

    private Task<string?> DnAsync(Account account, CancellationToken ct) =>
        _servers.ReadAsync(async (connection, inTime) => (await _entries.ReadAsync(connection, account.Id, inTime))?.Dn, ct);

    private async Task<DirectoryWrite> WriteAsync(Account account, Func<LdapConnection, LdapEntry, CancellationToken, Task<DirectoryWrite>> write, CancellationToken ct)
    {
        try
        {
            return await _servers.WriteAsync(
                async (connection, inTime) => await _entries.ReadAsync(connection, account.Id, inTime) is { } entry
                    ? await write(connection, entry, inTime)
                    : new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed),
                ct);
        }
        catch (LdapException fault)
        {
            return Outcome(fault);
        }
    }
}
