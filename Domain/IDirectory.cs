namespace SsprBot.Domain;

/// <summary>What a look-up found.</summary>
public abstract record Found
{
    private Found()
    {
    }

    public sealed record One(Account Account) : Found;

    /// <summary>No entry, or more than one: nobody is ever guessed.</summary>
    public sealed record None : Found;

    public sealed record Unavailable : Found;
}

/// <summary>Why a directory would not take a password.</summary>
public enum DirectoryRefusal { TooShort, TooSimple, UsedBefore, TooRecent, Banned, NotAllowed }

/// <summary>What became of a write to the directory.</summary>
public abstract record DirectoryWrite
{
    private DirectoryWrite()
    {
    }

    public sealed record Done : DirectoryWrite;

    public sealed record Refused(DirectoryRefusal Why) : DirectoryWrite;

    /// <summary>The current password is not right; nothing was written.</summary>
    public sealed record WrongPassword : DirectoryWrite;

    /// <summary>Nothing was written.</summary>
    public sealed record Unavailable : DirectoryWrite;

    /// <summary>It may have been written or not; compare <see cref="Account.PasswordSetAt"/>, never write again blindly.</summary>
    public sealed record Unknown : DirectoryWrite;
}

/// <summary>Where accounts and passwords live.</summary>
public interface IDirectory
{
    /// <summary>
    /// Whether the directory can do what the goal needs: change and register need one that compares a current password. It depends on what user
    /// IDs look like and never on whether somebody has this one, so that everybody may be told.
    /// </summary>
    /// <param name="goal">What is wanted.</param>
    /// <param name="userId">As typed, trimmed; 1 to 113 characters without control characters.</param>
    bool Offers(Goal goal, string userId) => true;

    /// <param name="userId">As typed, trimmed; 1 to 113 characters without control characters.</param>
    Task<Found> FindAsync(string userId, CancellationToken ct);

    /// <summary>Reads the entry again by <see cref="Account.Id"/>.</summary>
    Task<Found> ReadAsync(string accountId, CancellationToken ct);

    /// <summary>The directory's own password rules for this account; for <see cref="Account.Nobody"/>, those that hold for most.</summary>
    Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct);

    /// <summary>Sets a new password without the old one, and unlocks the account.</summary>
    Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct);

    /// <summary>Unlocks the account and leaves its password as it is.</summary>
    Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct);

    /// <summary>
    /// Changes the password for somebody who knows the current one, also when it is expired or must be changed. The directory may count
    /// wrong ones: the caller sees to it that they never lock the account.
    /// </summary>
    Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct);

    /// <summary>Whether this is the account's password now, also when it is expired or must be changed; counts like a sign-in.</summary>
    /// <param name="account">For <see cref="Account.Nobody"/> it costs the same, and is not right.</param>
    /// <param name="password">Not empty.</param>
    /// <param name="ct">Cancels the question.</param>
    /// <returns>Null when the directory cannot be asked.</returns>
    Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct);

    /// <summary>Ends the account's sessions everywhere, where the directory can; to do it twice does no harm. Throws when it could not: it is then tried again.</summary>
    Task EndSessionsAsync(Account account, CancellationToken ct);
}
