using SsprBot.Domain;

namespace SsprBot.World;

/// <summary>A directory whose accounts a test changes at will.</summary>
internal sealed class FakeDirectory(TimeProvider time) : IDirectory
{
    public const string Anna = "anna.lima@contoso.test";

    private readonly Dictionary<string, Account> _accounts = new(StringComparer.OrdinalIgnoreCase);

    public bool IsDown { get; set; }

    /// <summary>What it can do for nobody.</summary>
    public Goal? Cannot { get; set; }

    /// <summary>What the next write answers instead of doing it.</summary>
    public DirectoryWrite? NextWrite { get; set; }

    public DirectoryRules Rules { get; set; } = DirectoryRules.None;

    /// <summary>Every password that was set, by account.</summary>
    public List<(string Account, string Password)> Set { get; } = [];

    public Account this[string userId]
    {
        get => _accounts[userId];
        set => _accounts[userId] = value;
    }

    public static Account Person(string userId, params IReadOnlyList<ContactPoint> contacts) =>
        new($"id-{userId}", userId, "Some Person", userId, DateTimeOffset.UnixEpoch) { ContactPoints = contacts };

    public bool Offers(Goal goal, string userId) => goal != Cannot;

    /// <summary>Every user ID that was looked for.</summary>
    public List<string> Looked { get; } = [];

    public Task<Found> FindAsync(string userId, CancellationToken ct)
    {
        lock (Looked)
        {
            Looked.Add(userId);
        }

        return AnswerAsync(_accounts.GetValueOrDefault(userId));
    }

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) => AnswerAsync(_accounts.Values.FirstOrDefault(account => account.Id == accountId));

    public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) => Task.FromResult(Rules);

    public async Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        await Task.Yield();
        if (NextWrite is { } answer)
        {
            NextWrite = null;
            return answer;
        }

        lock (Set)
        {
            Set.Add((account.UserId, password.Reveal().ToString()));
        }

        _accounts[account.UserId] = _accounts[account.UserId] with { PasswordSetAt = time.GetUtcNow(), Locked = false };
        return new DirectoryWrite.Done();
    }

    /// <summary>What <see cref="IsPasswordAsync"/> takes for everybody's password.</summary>
    public string CurrentPassword { get; set; } = "Old-Password-1";

    /// <summary>What <see cref="IsPasswordAsync"/> answers instead of comparing.</summary>
    public Func<bool?>? Judge { get; set; }

    /// <summary>How often a current password was compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Fails in the middle of ending sessions.</summary>
    public bool CannotEndSessions { get; set; }

    /// <summary>Whose sessions were ended.</summary>
    public List<string> SessionsEnded { get; } = [];

    public async Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct)
    {
        await Task.Yield();
        if (NextWrite is { } answer)
        {
            NextWrite = null;
            return answer;
        }

        _accounts[account.UserId] = _accounts[account.UserId] with { Locked = false };
        return new DirectoryWrite.Done();
    }

    public async Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) =>
        await IsPasswordAsync(account, current, ct) switch
        {
            true => await SetPasswordAsync(account, password, ct),
            false => new DirectoryWrite.WrongPassword(),
            null => new DirectoryWrite.Unavailable(),
        };

    public async Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct)
    {
        await Task.Yield();
        if (IsDown)
        {
            return null;
        }

        lock (Set)
        {
            Compared++;
        }

        return Judge is { } judge ? judge() : account.Id.Length > 0 && password.Reveal().SequenceEqual(CurrentPassword);
    }

    public Task EndSessionsAsync(Account account, CancellationToken ct)
    {
        if (CannotEndSessions)
        {
            throw new IOException("The directory broke off.");
        }

        SessionsEnded.Add(account.UserId);
        return Task.CompletedTask;
    }

    private async Task<Found> AnswerAsync(Account? account)
    {
        await Task.Yield();
        return IsDown ? new Found.Unavailable() : account is null ? new Found.None() : new Found.One(account);
    }
}
