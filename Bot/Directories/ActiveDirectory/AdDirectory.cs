using SsprBot.Directories.Ldap;
using SsprBot.Doctor;
using SsprBot.Domain;
using SsprBot.Network;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>An Active Directory domain, on Windows or on Samba, over LDAP.</summary>
internal sealed class AdDirectory : IDirectory, IExaminable, IOtherClock, IDisposable
{
    private readonly LdapServers _servers;
    private readonly AdDomains _domains;
    private readonly AdPolicies _policies;
    private readonly AdAccounts _accounts;
    private readonly AdWriter _writer;

    public AdDirectory(LdapSettings ldap, AdSettings settings, ServerTrust trust, TimeProvider time, ILogger<AdDirectory> log)
    {
        _servers = new LdapServers(ldap, trust, time, log);
        _domains = new AdDomains(_servers, settings, time, log);
        _policies = new AdPolicies(_servers, _domains, settings, time);
        _accounts = new AdAccounts(_servers, _domains, _policies, settings, time);
        _writer = new AdWriter(_servers, _accounts, _policies, settings, time);
    }

    public Task<Found> FindAsync(string userId, CancellationToken ct) => FoundAsync(() => _accounts.FindAsync(userId, ct));

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) =>
        Guid.TryParse(accountId, out var id) ? FoundAsync(() => _accounts.ReadAsync(id, ct)) : Task.FromResult<Found>(new Found.None());

    public async Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct)
    {
        try
        {
            return (await _policies.OfAsync(Guid.TryParse(account.Id, out var id) ? id : null, ct)).Rules;
        }
        catch (LdapException)
        {
            return DirectoryRules.None;
        }
    }

    public Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct) => _writer.SetPasswordAsync(account, password, ct);

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => _writer.UnlockAsync(account, ct);

    public Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) =>
        _writer.ChangePasswordAsync(account, current, password, ct);

    public async Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        // For nobody the same is asked, about an id that no entry has.
        var isSomebody = Guid.TryParse(account.Id, out var id);
        try
        {
            var domain = await _domains.ReadAsync(ct);
            var dn = await _accounts.DnAsync(isSomebody ? id : Guid.NewGuid(), ct) ?? $"CN={Guid.NewGuid()},{domain.Base}";
            return IsRight(await _servers.ApartAsync((connection, inTime) => connection.BindAsync(dn, password, [], inTime), ct));
        }
        catch (LdapException)
        {
            return null;
        }
    }

    // Active Directory cannot: a ticket is good until it runs out.
    public Task EndSessionsAsync(Account account, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What an administrator should know about the domain as it is now.</summary>
    /// <exception cref="LdapException">It cannot be read.</exception>
    public async Task<IReadOnlyList<AdWarning>> WarningsAsync(CancellationToken ct) => (await _domains.ReadAsync(ct)).Warnings;

    public async Task ExamineAsync(Findings findings, CancellationToken ct)
    {
        if (await LdapExam.SignsInAsync(findings, _servers, ct))
        {
            await LdapExam.ReadAsync(findings, async () => AdExam.Tell(findings, await WarningsAsync(ct)));
        }
    }

    public async Task<DateTimeOffset?> TimeAsync(CancellationToken ct)
    {
        try
        {
            var root = await _servers.ReadAsync((connection, inTime) => connection.EntryAsync("", LdapFilter.Anything, ["currentTime"], inTime), ct);
            return GeneralizedTime.Read(root?.Text("currentTime"));
        }
        catch (LdapException)
        {
            return null;
        }
    }

    public void Dispose() => _servers.Dispose();

    private static async Task<Found> FoundAsync(Func<Task<Account?>> read)
    {
        try
        {
            return await read() is { } account ? new Found.One(account) : new Found.None();
        }
        catch (LdapException)
        {
            return new Found.Unavailable();
        }
    }

    // With these the password was right and something else keeps them out. Whether that of a locked account is, the server does not say.
    private static bool? IsRight(LdapResult bound) => bound switch
    {
        { Succeeded: true } => true,
        { Code: LdapCode.InvalidCredentials } => AdError.OfBind(bound)
            is AdError.PasswordMustChange or AdError.PasswordExpired or AdError.AccountDisabled or AdError.AccountExpired or AdError.InvalidLogonHours or AdError.InvalidWorkstation,
        _ => null,
    };
}
