using SsprBot.Domain;

namespace SsprBot.Directories;

/// <summary>
/// Answers what is asked before anything is proved at whole multiples of a step: how long a directory takes for somebody it knows and for somebody it
/// does not is then no news.
/// </summary>
/// <param name="step">Longer than a look-up takes that finds somebody: what takes longer waits for the next multiple.</param>
internal sealed class EvenDirectory(IDirectory directory, TimeSpan step, TimeProvider time) : IDirectory
{
    public bool Offers(Goal goal, string userId) => directory.Offers(goal, userId);

    public Task<Found> FindAsync(string userId, CancellationToken ct) => EvenlyAsync(() => directory.FindAsync(userId, ct), ct);

    public Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct) => EvenlyAsync(() => directory.IsPasswordAsync(account, password, ct), ct);

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) => directory.ReadAsync(accountId, ct);

    public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) => directory.RulesAsync(account, ct);

    public Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct) => directory.SetPasswordAsync(account, password, ct);

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => directory.UnlockAsync(account, ct);

    public Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) =>
        directory.ChangePasswordAsync(account, current, password, ct);

    public Task EndSessionsAsync(Account account, CancellationToken ct) => directory.EndSessionsAsync(account, ct);

    // Nobody waits for the answer itself: even when a wait is set up would tell, where many wait at once.
    private async Task<T> EvenlyAsync<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        var answer = ask();
        do
        {
            await Task.Delay(step, time, ct);
        }
        while (!answer.IsCompleted);

        return await answer;
    }
}
