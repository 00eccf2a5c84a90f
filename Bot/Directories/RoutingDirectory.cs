using SsprBot.Domain;

namespace SsprBot.Directories;

/// <summary>
/// Several directories as one: a user ID leads to the one that takes its suffix, an account's id to the one that it begins with. Where none
/// does, the first is asked all the same and its answer left aside, so that nobody learns which suffixes there are.
/// </summary>
internal sealed class RoutingDirectory(IReadOnlyList<Route> routes) : IDirectory
{
    public async Task<Found> FindAsync(string userId, CancellationToken ct)
    {
        var (route, isItsOwn) = RouteOf(userId);
        return await KnownAsync(isItsOwn ? route : null, await route.Directory.FindAsync(userId, ct), ct);
    }

    public async Task<Found> ReadAsync(string accountId, CancellationToken ct)
    {
        var (name, ownId) = AccountIds.Split(accountId);
        var route = RouteNamed(name);
        return await KnownAsync(route, await (route ?? routes[0]).Directory.ReadAsync(ownId, ct), ct);
    }

    public async Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct)
    {
        if (account.Id.Length > 0)
        {
            return await Of(account).RulesAsync(Own(account), ct);
        }

        var rules = await routes[0].Directory.RulesAsync(account, ct);
        foreach (var route in routes.Skip(1))
        {
            rules = Common(rules, await route.Directory.RulesAsync(account, ct));
        }

        return rules;
    }

    public Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct) =>
        Of(account).SetPasswordAsync(Own(account), password, ct);

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => Of(account).UnlockAsync(Own(account), ct);

    public Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) =>
        Of(account).ChangePasswordAsync(Own(account), current, password, ct);

    public Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct) => Of(account).IsPasswordAsync(Own(account), password, ct);

    public Task EndSessionsAsync(Account account, CancellationToken ct) => Of(account).EndSessionsAsync(Own(account), ct);

    public bool Offers(Goal goal, string userId) => RouteOf(userId).Route.Directory.Offers(goal, userId);

    private static Found.One In(Route route, Account account) => new Found.One(account with { Id = AccountIds.In(route.Name, account.Id) });

    private static Account Own(Account account) => account with { Id = AccountIds.Split(account.Id).OwnId };

    // Whoever has proved nothing sees what all ask for: the rules of one directory would tell who is in it.
    private static DirectoryRules Common(DirectoryRules one, DirectoryRules other) => new(
        Length: Least(one.Length, other.Length),
        Complexity: one.Complexity is true && other.Complexity is true ? true : null,
        History: Least(one.History, other.History),
        MinimumAge: one.MinimumAge is { } age && other.MinimumAge is { } otherAge ? (age < otherAge ? age : otherAge) : null)
    {
        MaxLength = one.MaxLength is { } most && other.MaxLength is { } otherMost ? Math.Max(most, otherMost) : null,
        NamePartLength = one.NamePartLength is { } part && other.NamePartLength is { } otherPart ? Math.Max(part, otherPart) : null,
        PrintableAsciiOnly = one.PrintableAsciiOnly && other.PrintableAsciiOnly,
    };

    private static int? Least(int? one, int? other) => one is { } least && other is { } otherLeast ? Math.Min(least, otherLeast) : null;

    /// <param name="route">Where it was found; null where the answer is left aside.</param>
    /// <param name="found">What the directory says.</param>
    /// <param name="ct">Cancels it.</param>
    private async Task<Found> KnownAsync(Route? route, Found found, CancellationToken ct) => found is not Found.One { Account: var account } ? found
        : route is null ? new Found.None()
        : AccountIds.IsElsewhere(account.Id) ? await ElsewhereAsync(account, ct)
        : In(route, account);

    private async Task<Found> ElsewhereAsync(Account reference, CancellationToken ct)
    {
        var (name, ownId) = AccountIds.Split(reference.Id);
        if (RouteNamed(name) is not { } route)
        {
            return new Found.None();
        }

        var found = ownId.Length > 0 ? await route.Directory.ReadAsync(ownId, ct) : new Found.None();
        if (found is Found.None && reference.UserId.Length > 0)
        {
            found = await route.Directory.FindAsync(reference.UserId, ct);
        }

        return found is Found.One { Account: var account } ? In(route, account) : found;
    }

    private (Route Route, bool IsItsOwn) RouteOf(string userId) =>
        routes.FirstOrDefault(route => route.Takes(userId)) is { } route ? (route, true) : (routes[0], false);

    private Route? RouteNamed(string name) => routes.FirstOrDefault(route => route.Name == name);

    private IDirectory Of(Account account) =>
        (account.Id.Length == 0
            ? RouteOf(account.UserId).Route
            : RouteNamed(AccountIds.Split(account.Id).Directory) ?? throw new InvalidOperationException($"No directory has the account {account}.")).Directory;
}
