using SsprBot.Domain;

namespace SsprBot.Directories.Entra;

/// <summary>
/// Entra ID. The application resets passwords of people whose password is there, and ends their sessions. What Graph lets no application do — compare
/// or change a password by the current one, read or lift a smart lockout — is not offered.
/// </summary>
/// <param name="hybrid">The directory that people are synchronised from; null where those are not served.</param>
/// <param name="hybridName">What the settings call it.</param>
internal sealed class EntraDirectory(string name, EntraPeople people, Graph graph, IDirectory? hybrid, string hybridName, ILogger<EntraDirectory> log) : IDirectory
{
    private static readonly DirectoryRules s_rules = new(EntraRefusals.Length, Complexity: true, History: null, MinimumAge: null)
    {
        MaxLength = EntraRefusals.MaxLength,
        PrintableAsciiOnly = true,
    };

    public bool Offers(Goal goal, string userId) => goal is not (Goal.Change or Goal.Register);

    public async Task<Found> FindAsync(string userId, CancellationToken ct) => await FoundAsync(await people.FindAsync(userId, ct), ct);

    public async Task<Found> ReadAsync(string accountId, CancellationToken ct) =>
        Guid.TryParseExact(accountId, "D", out _) ? await FoundAsync(await people.ReadAsync(accountId, ct), ct) : new Found.None();

    public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) => Task.FromResult(s_rules);

    public async Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        var answer = await graph.PatchAsync($"users/{account.Id}", () => PasswordContent.Of(password), ct);
        if (answer is GraphAnswer.Refused refused)
        {
            log.WriteRefused(name, (int)refused.Status, refused.Code);
            return new DirectoryWrite.Refused(EntraRefusals.Of(refused, password));
        }

        return answer switch
        {
            GraphAnswer.Done => new DirectoryWrite.Done(),
            GraphAnswer.NotDone => new DirectoryWrite.Unavailable(),
            _ => new DirectoryWrite.Unknown(),
        };
    }

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => NotAllowed();

    public Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) => NotAllowed();

    public Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct) => Task.FromResult<bool?>(null);

    public async Task EndSessionsAsync(Account account, CancellationToken ct)
    {
        if (await graph.PostAsync($"users/{account.Id}/revokeSignInSessions", ct) is not GraphAnswer.Done)
        {
            throw new IOException("Microsoft Graph did not revoke the sessions.");
        }
    }

    private static Task<DirectoryWrite> NotAllowed() => Task.FromResult<DirectoryWrite>(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed));

    private async Task<Found> FoundAsync((GraphUser? User, bool IsDown) read, CancellationToken ct) => read switch
    {
        { IsDown: true } => new Found.Unavailable(),

        // A guest's password is in the tenant that the guest comes from.
        { User: null or { UserType: "Guest" } } => new Found.None(),
        { User: { OnPremisesSyncEnabled: true } user } => await HybridAsync(user, ct),
        { User: var user } => await people.AccountOfAsync(user, ct) is { } account ? new Found.One(account) : new Found.Unavailable(),
    };

    /// <summary>From then on it is the other directory's account, where roles in the cloud are not seen: who has any is not served.</summary>
    private async Task<Found> HybridAsync(GraphUser user, CancellationToken ct)
    {
        if (hybrid is null)
        {
            return new Found.None();
        }

        if (await people.RightsAsync(user.Id, ct) is not var (_, isPrivileged))
        {
            return new Found.Unavailable();
        }

        var found = isPrivileged ? new Found.None() : await AnchoredAsync(hybrid, user, ct);
        return found is Found.One { Account: var account } ? new Found.One(account with { Id = AccountIds.In(hybridName, account.Id) }) : found;
    }

    // The anchor is the objectGUID unless the administrator chose another one.
    private static async Task<Found> AnchoredAsync(IDirectory hybrid, GraphUser user, CancellationToken ct)
    {
        var anchor = new byte[16];
        var found = Convert.TryFromBase64String(user.OnPremisesImmutableId ?? "", anchor, out var length) && length == anchor.Length
            ? await hybrid.ReadAsync(new Guid(anchor).ToString("D"), ct)
            : new Found.None();
        return found is Found.None && user.OnPremisesUserPrincipalName is { Length: > 0 } userId ? await hybrid.FindAsync(userId, ct) : found;
    }
}
