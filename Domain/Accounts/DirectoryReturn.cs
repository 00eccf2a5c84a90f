namespace SsprBot.Domain;

/// <summary>A conversation that was told that the directory does not answer, or that waits for it.</summary>
/// <param name="UserId">Whom it was about, as typed: where several directories are, it tells which.</param>
public sealed record DirectoryWait(ChatAddress Chat, string UserId)
{
    public override string ToString() => "(wait)";
}

/// <summary>Remembers who wants to be told when the directory answers again, also over a restart; after <see cref="Patience"/> nobody is told any more.</summary>
public sealed class DirectoryReturn(Vault vault, IDirectory directory)
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    /// <summary>The directory did not answer in this conversation.</summary>
    public Task MissedAsync(ChatAddress chat, string userId, CancellationToken ct) => WriteAsync(vault.DirectoryMisses, new DirectoryWait(chat, userId), ct);

    /// <summary>The conversation wants to be told.</summary>
    /// <param name="visitor">Whose conversation it is.</param>
    /// <param name="sessionId">The session that is open in it; empty when there is none.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>False when there is nothing to wait for: the directory answers.</returns>
    public async Task<bool> AskAsync(Visitor visitor, string sessionId, CancellationToken ct)
    {
        var session = await vault.Sessions.ReadAsync(sessionId, ct);
        var missed = await vault.DirectoryMisses.ReadAsync(IdOf(visitor.Chat), ct);
        if ((session?.Value.UserId ?? missed?.Value.UserId) is not { } userId || await directory.FindAsync(userId, ct) is not Found.Unavailable)
        {
            return false;
        }

        await WriteAsync(vault.DirectoryWaits, new DirectoryWait(visitor.Chat, userId), ct);
        return true;
    }

    /// <summary>Looks whether the directory is back: once for all who have the same suffix, for they have the same directory.</summary>
    /// <returns>The conversations that are to be told now; none of them is given again.</returns>
    public async Task<IReadOnlyList<ChatAddress>> TakeAsync(CancellationToken ct)
    {
        var told = new List<ChatAddress>();
        foreach (var waits in (await WaitingAsync(ct)).GroupBy(wait => SuffixOf(wait.Seen.Value.UserId), StringComparer.OrdinalIgnoreCase))
        {
            if (await directory.FindAsync(waits.First().Seen.Value.UserId, ct) is Found.Unavailable)
            {
                continue;
            }

            foreach (var (id, seen) in waits)
            {
                if (await vault.DirectoryWaits.TryDeleteAsync(id, seen, ct))
                {
                    told.Add(seen.Value.Chat);
                }
            }
        }

        return told;
    }

    private static string SuffixOf(string userId) => userId.LastIndexOf('@') is var at and >= 0 ? userId[at..] : "";

    private async Task<List<(string Id, Versioned<DirectoryWait> Seen)>> WaitingAsync(CancellationToken ct)
    {
        var ids = new List<string>();
        await foreach (var id in vault.DirectoryWaits.ListAsync(ct))
        {
            ids.Add(id);
        }

        var waiting = new List<(string, Versioned<DirectoryWait>)>();
        foreach (var id in ids)
        {
            if (await vault.DirectoryWaits.ReadAsync(id, ct) is { } seen)
            {
                waiting.Add((id, seen));
            }
        }

        return waiting;
    }

    private async Task WriteAsync(Records<DirectoryWait> records, DirectoryWait wait, CancellationToken ct)
    {
        var id = IdOf(wait.Chat);
        await records.TryWriteAsync(id, await records.ReadAsync(id, ct), wait, ct);
    }

    private string IdOf(ChatAddress chat) => vault.Pepper.Pseudonym("directory-wait", chat.Channel, chat.Conversation);
}
