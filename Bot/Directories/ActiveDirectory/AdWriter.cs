using System.Text;
using SsprBot.Directories.Ldap;
using SsprBot.Domain;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Writes to accounts. Each write is one change, which happens whole or not at all, and is never sent twice.</summary>
internal sealed class AdWriter(LdapServers servers, AdAccounts accounts, AdPolicies policies, AdSettings settings, TimeProvider time)
{
    private const string Password = "unicodePwd";

    private static readonly LdapChange Unlocked = Replace("lockoutTime", Encoding.ASCII.GetBytes("0"));
    private static readonly LdapChange MustChange = Replace("pwdLastSet", Encoding.ASCII.GetBytes("0"));

    public async Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        using var value = new AdPassword(password);
        LdapChange[] changes = [Replace(Password, value.Bytes), Unlocked, .. settings.MustChangeAfterReset ? [MustChange] : Array.Empty<LdapChange>()];
        LdapControl? hints = null;
        return await WriteAsync(
            account,
            async (connection, dn, inTime) =>
            {
                // Domain controllers of one domain differ in age: this one is asked.
                hints = PolicyHints.Of(await connection.EntryAsync("", LdapFilter.Anything, [PolicyHints.Offered], inTime));
                return hints is null && settings.RequireHistory ? null : await connection.ModifyAsync(dn, changes, hints is null ? [] : [hints], inTime);
            },
            HasNewPassword(account),
            result => RefusedAsync(account, password, result, heedsPast: hints is not null, ct),
            ct);
    }

    public async Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct)
    {
        using var before = new AdPassword(current);
        using var after = new AdPassword(password);
        LdapChange[] changes = [new(LdapChangeKind.Delete, Password, before.Bytes), new(LdapChangeKind.Add, Password, after.Bytes)];
        return await WriteAsync(
            account,
            async (connection, dn, inTime) => await connection.ModifyAsync(dn, changes, [], inTime),
            HasNewPassword(account),
            async result => AdError.Of(result) is AdError.InvalidPassword ? new DirectoryWrite.WrongPassword() : await RefusedAsync(account, password, result, heedsPast: true, ct),
            ct);
    }

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => WriteAsync(
        account,
        async (connection, dn, inTime) => await connection.ModifyAsync(dn, [Unlocked], [], inTime),
        now => !now.Locked,
        _ => Task.FromResult<DirectoryWrite>(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed)),
        ct);

    private static LdapChange Replace(string attribute, byte[] value) => new(LdapChangeKind.Replace, attribute, value);

    private static Func<Account, bool> HasNewPassword(Account before) => now => now.PasswordSetAt != before.PasswordSetAt;

    /// <param name="write">Null when it would not.</param>
    /// <param name="isDone">Whether an account shows that it was done.</param>
    private async Task<DirectoryWrite> WriteAsync(
        Account account,
        Func<LdapConnection, string, CancellationToken, Task<LdapResult?>> write,
        Func<Account, bool> isDone,
        Func<LdapResult, Task<DirectoryWrite>> refused,
        CancellationToken ct)
    {
        var id = Guid.Parse(account.Id);
        try
        {
            return await servers.WriteAsync((connection, inTime) => write(connection, AdSearch.ById(id), inTime), ct) switch
            {
                null or { Code: LdapCode.UnavailableCriticalExtension or LdapCode.OperationsError } => new DirectoryWrite.Unavailable(),
                { Succeeded: true } => new DirectoryWrite.Done(),
                var result => await refused(result),
            };
        }
        catch (LdapException lost)
        {
            return lost.MayBeDone ? await LookAsync(id, isDone, ct) : new DirectoryWrite.Unavailable();
        }
    }

    // The server that was written to is asked first: on another one it may not have arrived yet. So what is not seen may still have been done.
    private async Task<DirectoryWrite> LookAsync(Guid id, Func<Account, bool> isDone, CancellationToken ct)
    {
        try
        {
            return await accounts.ReadAsync(id, ct) is { } now && isDone(now) ? new DirectoryWrite.Done() : new DirectoryWrite.Unknown();
        }
        catch (LdapException)
        {
            return new DirectoryWrite.Unknown();
        }
    }

    private async Task<DirectoryWrite> RefusedAsync(Account account, Password password, LdapResult result, bool heedsPast, CancellationToken ct)
    {
        var rules = DirectoryRules.None;
        try
        {
            rules = (await policies.OfAsync(Guid.Parse(account.Id), ct)).Rules;
        }
        catch (LdapException)
        {
            // What the server said must be enough.
        }

        return new DirectoryWrite.Refused(AdRefusals.Of(result, password, rules, heedsPast ? time.GetUtcNow() - account.PasswordSetAt : null));
    }
}
