namespace SsprBot.Domain;

/// <summary>A conversation that was told that the directory does not answer.</summary>
/// <param name="UserId">Whom it was about, as typed: where several directories are, it tells which.</param>
/// <param name="IsWaiting">It wants to be told when the directory is back.</param>
public sealed record DirectoryWait(ChatAddress Chat, string UserId, bool IsWaiting)
{
    public override string ToString() => "(wait)";
}

/// <summary>Remembers who wants to be told when the directory answers again, also over a restart; after <see cref="Patience"/> nobody is told any more.</summary>
public sealed class DirectoryReturn(Vault vault, IDirectory directory)
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <summary>The directory did not answer in this conversation.</summary>
    public Task MissedAsync(ChatAddress chat, string userId, CancellationToken ct) => WriteAsync(new DirectoryWait(chat, userId, IsWaiting: false), ct);

    /// <summary>The conversation wants to be told.</summary>
    /// <param name="visitor">Whose conversation it is.</param>
    /// <param name="sessionId">The session that is open in it; empty when there is none.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>False when there is nothing to wait for: the directory answers.</returns>
    public async Task<bool> AskAsync(Visitor visitor, string sessionId, CancellationToken ct)
    {
        var missed = await vault.DirectoryWaits.ReadAsync(IdOf(visitor.Chat), ct);
        var session = await vault.Sessions.ReadAsync(sessionId, ct);
        if ((session?.Value.UserId ?? missed?.Value.UserId) is not { } userId || await directory.FindAsync(userId, ct) is not Found.Unavailable)
        {
            return false;
        }

        await WriteAsync(new DirectoryWait(visitor.Chat, userId, IsWaiting: true), ct);
        return true;
    }

    /// <summary>Looks whether the directory is back.</summary>
    /// <returns>The conversations that are to be told now; none of them is given again.</returns>
    public async Task<IReadOnlyList<ChatAddress>> TakeAsync(CancellationToken ct)
    {
        var ids = new List<string>();
        await foreach (var id in vault.DirectoryWaits.ListAsync(ct))
        {
            ids.Add(id);
        }

        var told = new List<ChatAddress>();
        foreach (var id in ids)
        {
            if (await vault.DirectoryWaits.ReadAsync(id, ct) is { Value: { IsWaiting: true } wait } seen
                && await directory.FindAsync(wait.UserId, ct) is not Found.Unavailable
                && await vault.DirectoryWaits.TryDeleteAsync(id, seen, ct))
            {
                told.Add(wait.Chat);
            }
        }

        return told;
    }

    private async Task WriteAsync(DirectoryWait wait, CancellationToken ct)
    {
        var id = IdOf(wait.Chat);
        await vault.DirectoryWaits.TryWriteAsync(id, await vault.DirectoryWaits.ReadAsync(id, ct), wait, ct);
    }

    private string IdOf(ChatAddress chat) => vault.Pepper.Pseudonym("directory-wait", chat.Channel, chat.Conversation);
}
