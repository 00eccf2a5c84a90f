using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.Settings;

namespace SsprBot.Directories.Demo;

/// <summary>What has changed on a demo account since the beginning.</summary>
/// <param name="Hashes">The current password's hash first, then those before; empty while it is still the first one.</param>
/// <param name="PasswordSetAt">Null while it is still the first one.</param>
public sealed record DemoChange(IReadOnlyList<string> Hashes, DateTimeOffset? PasswordSetAt);

[JsonSerializable(typeof(DemoChange))]
internal sealed partial class DemoShapes : JsonSerializerContext;

/// <summary>The embedded directory of the demo organisation. What is changed survives a restart.</summary>
public sealed class DemoDirectory(IRecords records, SlowHash hash, StorageSettings storage, TimeProvider time) : IDirectory, IDemoPeople
{
    private const int History = 3;

    private static readonly DirectoryRules Rules = new(Length: 8, Complexity: true, History: History, MinimumAge: null);

    private readonly Records<DemoChange> _changes = new(records, new RecordKind("demo-account"), DemoShapes.Default.DemoChange);
    private readonly string _unmatched = hash.Unmatched();
    private readonly ConcurrentDictionary<string, Versioned<DemoChange>?> _known = new(StringComparer.Ordinal);

    public Task<Found> FindAsync(string userId, CancellationToken ct) => FindAsync(person =>
        userId.Equals(person.Account.UserId, StringComparison.OrdinalIgnoreCase) || userId.Equals(Name(person), StringComparison.OrdinalIgnoreCase), ct);

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) => FindAsync(person => person.Account.Id == accountId, ct);

    public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) => Task.FromResult(Rules);

    public async Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        var person = PersonOf(account);
        var seen = await ChangeOfAsync(account.Id, ct);
        if (WasUsed(person, seen?.Value, password))
        {
            return new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        }

        return await WriteAsync(account, seen, new DemoChange([Over(password, typed => hash.Of(typed)), .. (seen?.Value.Hashes ?? []).Take(History - 1)], time.GetUtcNow()), ct);
    }

    public async Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct)
    {
        var seen = await ChangeOfAsync(account.Id, ct);
        return await WriteAsync(account, seen, seen?.Value ?? new DemoChange([], null), ct);
    }

    public async Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) =>
        await IsPasswordAsync(account, current, ct) is true ? await SetPasswordAsync(account, password, ct) : new DirectoryWrite.WrongPassword();

    public async Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        var person = DemoPeople.All.FirstOrDefault(person => person.Account.Id == account.Id);
        var seen = person is null ? null : await ChangeOfAsync(account.Id, ct);
        var kept = seen?.Value.Hashes is [var current, ..] ? current : null;

        // One slow hash, whoever it is: for nobody, and until somebody has changed the first password, it serves nothing else.
        var match = Match(password, kept ?? _unmatched);
        if (kept is null)
        {
            return person is not null && IsFirst(person, password);
        }

        if (match is { Right: true, Renewed: { } renewed })
        {
            await WriteAsync(account, seen, seen!.Value with { Hashes = [renewed, .. seen.Value.Hashes.Skip(1)] }, ct);
        }

        return match.Right;
    }

    // Nobody is signed in anywhere with the demo organisation.
    public Task EndSessionsAsync(Account account, CancellationToken ct) => Task.CompletedTask;

    public async Task<IReadOnlyList<DemoPerson>> ReadAsync(CancellationToken ct)
    {
        var people = new List<DemoPerson>();
        foreach (var person in DemoPeople.All)
        {
            var password = await ChangeOfAsync(person.Account.Id, ct) is { Value.Hashes.Count: > 0 } ? "" : person.Password;
            people.Add(new DemoPerson(
                person.Account.UserId, person.Account.DisplayName, person.Situation, password, [.. person.Account.ContactPoints.Select(Contact)]));
        }

        return people;
    }

    public async Task<bool> TrySignInAsync(string userId, string password, CancellationToken ct)
    {
        using var typed = Password.From(password);
        return await FindAsync(userId, ct) is Found.One { Account: { Enabled: true, Locked: false } account } && await IsPasswordAsync(account, typed, ct) is true;
    }

    private static DemoContact Contact(ContactPoint contact) => new(JsonNamingPolicy.CamelCase.ConvertName(contact.Kind.ToString()), contact.Value);

    private static string Name(DemoAccount person) => person.Account.UserId[..person.Account.UserId.IndexOf('@', StringComparison.Ordinal)];

    private static bool IsFirst(DemoAccount person, Password password)
    {
        using var first = Password.From(person.Password);
        return first.SameAs(password);
    }

    private static T Over<T>(Password password, Func<byte[], T> hash)
    {
        var typed = new byte[Encoding.UTF8.GetByteCount(password.Reveal())];
        Encoding.UTF8.GetBytes(password.Reveal(), typed);
        var made = hash(typed);
        CryptographicOperations.ZeroMemory(typed);
        return made;
    }

    private SlowMatch Match(Password password, string kept) => Over(password, typed => hash.Match(typed, kept));

    private bool WasUsed(DemoAccount person, DemoChange? change, Password password) =>
        ((change?.Hashes.Count ?? 0) < History && IsFirst(person, password)) || (change?.Hashes.Any(kept => Match(password, kept).Right) ?? false);

    private async Task<Found> FindAsync(Func<DemoAccount, bool> isMeant, CancellationToken ct)
    {
        if (DemoPeople.All.FirstOrDefault(isMeant) is not { } person)
        {
            return new Found.None();
        }

        return new Found.One(await ChangeOfAsync(person.Account.Id, ct) is { Value: var change }
            ? Changed(person.Account with { Locked = false }, change.PasswordSetAt)
            : person.Account);
    }

    private static Account Changed(Account account, DateTimeOffset? passwordSetAt) =>
        passwordSetAt is { } at ? account with { PasswordSetAt = at, PasswordExpired = false, MustChangePassword = false } : account;

    private static DemoAccount PersonOf(Account account) => DemoPeople.All.First(person => person.Account.Id == account.Id);

    private async Task<DirectoryWrite> WriteAsync(Account account, Versioned<DemoChange>? seen, DemoChange change, CancellationToken ct)
    {
        if (await _changes.TryWriteAsync(account.Id, seen, change, ct) is not { } written)
        {
            return new DirectoryWrite.Unknown();
        }

        _known[account.Id] = written;
        return new DirectoryWrite.Done();
    }

    // What another instance changed is not known here.
    private async Task<Versioned<DemoChange>?> ChangeOfAsync(string accountId, CancellationToken ct) =>
        storage.IsShared ? await _changes.ReadAsync(accountId, ct)
        : _known.TryGetValue(accountId, out var known) ? known : _known.GetOrAdd(accountId, await _changes.ReadAsync(accountId, ct));
}
