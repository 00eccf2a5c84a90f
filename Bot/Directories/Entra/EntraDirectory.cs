using SsprBot.Doctor;
using SsprBot.Domain;

namespace SsprBot.Directories.Entra;

/// <summary>
/// Entra ID. The application resets passwords of people whose password is there, and ends their sessions. What Graph lets no application do — compare
/// or change a password by the current one, read or lift a smart lockout — is not offered.
/// </summary>
/// <param name="hybrid">The name of the directory that people are synchronised from; empty where those are not served.</param>
internal sealed class EntraDirectory(string name, EntraPeople people, Graph graph, string hybrid, ILogger<EntraDirectory> log) : IDirectory, IExaminable
{
    private static readonly (string Path, string Permission)[] s_reads =
    [
        ("users?$top=1&$select=id", "User.Read.All"), ("roleManagement/directory/roleAssignments?$top=1", "RoleManagement.Read.Directory"),
    ];

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

    public async Task ExamineAsync(Findings findings, CancellationToken ct)
    {
        foreach (var (path, permission) in s_reads)
        {
            switch (await graph.GetAsync(path, ct))
            {
                case GraphAnswer.Done:
                    findings.Ok($"Microsoft Graph answers what needs {permission}.");
                    break;

                case GraphAnswer.Refused refused:
                    findings.Fault($"Microsoft Graph refuses what needs {permission}: {refused}.", $"Give the application the permission {permission}, with an administrator's consent.");
                    break;

                case GraphAnswer.NotDone:
                    findings.Fault("Microsoft Graph could not be asked: there is no token, or it takes none.", "See whether TenantId, ClientId and the credential are right and not expired; the log has the code.");
                    return;

                default:
                    findings.Unknown("Microsoft Graph did not answer.", "See whether the network lets the host through to it.");
                    return;
            }
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

    /// <summary>A reference to the other directory's account. Roles in the cloud are not seen there: who has any is not served.</summary>
    private async Task<Found> HybridAsync(GraphUser user, CancellationToken ct)
    {
        if (hybrid.Length == 0)
        {
            return new Found.None();
        }

        return await people.RightsAsync(user.Id, ct) switch
        {
            null => new Found.Unavailable(),
            (_, true) => new Found.None(),
            _ => new Found.One(Account.Nobody(user.OnPremisesUserPrincipalName ?? "") with { Id = AccountIds.In(hybrid, AnchorOf(user)) }),
        };
    }

    // The anchor is the objectGUID unless the administrator chose another one.
    private static string AnchorOf(GraphUser user)
    {
        var anchor = new byte[16];
        return Convert.TryFromBase64String(user.OnPremisesImmutableId ?? "", anchor, out var length) && length == anchor.Length ? new Guid(anchor).ToString("D") : "";
    }
}
