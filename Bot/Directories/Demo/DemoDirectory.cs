using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using SsprBot.Domain;
using SsprBot.Pages.Dev;

namespace SsprBot.Directories.Demo;

/// <summary>What has changed on a demo account since the beginning.</summary>
/// <param name="Hashes">The current password's hash first, then those before.</param>
public sealed record DemoChange(IReadOnlyList<string> Hashes, DateTimeOffset PasswordSetAt);

[JsonSerializable(typeof(DemoChange))]
internal sealed partial class DemoShapes : JsonSerializerContext;

/// <summary>The embedded directory of the demo organisation. What is changed survives a restart.</summary>
public sealed class DemoDirectory(IRecords records, TimeProvider time) : IDirectory, IDemoPeople
{
    private const int History = 3;

    private static readonly DirectoryRules Rules = new(Length: 8, Complexity: true, History: History, MinimumAge: null);

    private readonly Records<DemoChange> _changes = new(records, new RecordKind("demo-account"), DemoShapes.Default.DemoChange);
    private readonly ConcurrentDictionary<string, Versioned<DemoChange>?> _known = new(StringComparer.Ordinal);

    public Task<Found> FindAsync(string userId, CancellationToken ct) => FindAsync(person =>
        userId.Equals(person.Account.UserId, StringComparison.OrdinalIgnoreCase) || userId.Equals(Name(person), StringComparison.OrdinalIgnoreCase), ct);

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) => FindAsync(person => person.Account.Id == accountId, ct);

    public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) => Task.FromResult(Rules);

    public async Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        var person = DemoPeople.All.First(person => person.Account.Id == account.Id);
        var seen = await ChangeOfAsync(account.Id, ct);
        if (WasUsed(person, seen?.Value, password))
        {
            return new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        }

        var change = new DemoChange([PasswordHash.Of(password), .. (seen?.Value.Hashes ?? []).Take(History - 1)], time.GetUtcNow());
        if (await _changes.TryWriteAsync(account.Id, seen, change, ct) is not { } written)
        {
            return new DirectoryWrite.Unknown();
        }

        _known[account.Id] = written;
        return new DirectoryWrite.Done();
    }

    public async Task<IReadOnlyList<DemoPerson>> ReadAsync(CancellationToken ct)
    {
        var people = new List<DemoPerson>();
        foreach (var person in DemoPeople.All)
        {
            var password = await ChangeOfAsync(person.Account.Id, ct) is null ? person.Password : "";
            people.Add(new DemoPerson(
                person.Account.UserId, person.Account.DisplayName, person.Situation, password, [.. person.Account.ContactPoints.Select(Contact)]));
        }

        return people;
    }

    public async Task<bool> TrySignInAsync(string userId, string password, CancellationToken ct)
    {
        using var typed = Password.From(password);
        if (await FindAsync(userId, ct) is not Found.One { Account: { Enabled: true, Locked: false } account })
        {
            return false;
        }

        var person = DemoPeople.All.First(person => person.Account.Id == account.Id);
        return await ChangeOfAsync(account.Id, ct) is { } changed
            ? PasswordHash.Matches(typed, changed.Value.Hashes[0])
            : IsFirst(person, typed);
    }

    private static DemoContact Contact(ContactPoint contact) => new(JsonNamingPolicy.CamelCase.ConvertName(contact.Kind.ToString()), contact.Value);

    private static string Name(DemoAccount person) => person.Account.UserId[..person.Account.UserId.IndexOf('@', StringComparison.Ordinal)];

    private static bool IsFirst(DemoAccount person, Password password)
    {
        using var first = Password.From(person.Password);
        return first.SameAs(password);
    }

    private static bool WasUsed(DemoAccount person, DemoChange? change, Password password) =>
        ((change?.Hashes.Count ?? 0) < History && IsFirst(person, password)) || (change?.Hashes.Any(hash => PasswordHash.Matches(password, hash)) ?? false);

    private async Task<Found> FindAsync(Func<DemoAccount, bool> isMeant, CancellationToken ct)
    {
        if (DemoPeople.All.FirstOrDefault(isMeant) is not { } person)
        {
            return new Found.None();
        }

        return new Found.One(await ChangeOfAsync(person.Account.Id, ct) is { Value: var change }
            ? person.Account with { PasswordSetAt = change.PasswordSetAt, Locked = false, PasswordExpired = false, MustChangePassword = false }
            : person.Account);
    }

    private async Task<Versioned<DemoChange>?> ChangeOfAsync(string accountId, CancellationToken ct) =>
        _known.TryGetValue(accountId, out var known) ? known : _known.GetOrAdd(accountId, await _changes.ReadAsync(accountId, ct));
}
