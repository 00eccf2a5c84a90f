using SsprBot.Settings;
using SsprBot.Turn;

namespace SsprBot.Channels.DirectLine;

/// <summary>
/// What the instances must agree on about the turns of a conversation. The record of the next turn is made empty by who takes it, and filled when the turn is
/// over: so the turns come one after another, wherever they run. A single instance spends nothing on it.
/// </summary>
internal sealed class SharedTurns(ConversationLog log, ITurnNews news, StorageSettings storage, TimeProvider time)
{
    // Far more than others say in the meantime: a storage that takes nothing is not asked for ever.
    private const int MaxTries = 50;

    public bool AreShared => storage.IsShared;

    /// <summary>Takes the next turn of a conversation, after what others have said in it. Only for who holds its queue.</summary>
    public async Task ClaimAsync(Conversation conversation, CancellationToken ct)
    {
        if (!AreShared || await IsStillOursAsync(conversation, ct))
        {
            return;
        }

        conversation.Claim = null;
        var overtime = new Overtime(time);
        for (var tries = 0; conversation.Claim is null; tries++)
        {
            ThrowAfter(tries);
            var turn = conversation.LastTurn + 1;
            conversation.Claim = await log.TryClaimAsync(conversation.Id, turn, ct) is { } version
                ? new TurnClaim(turn, version)
                : await WaitAsync(conversation, turn, overtime, ct);
        }
    }

    /// <summary>Writes down what was said in the claimed turn.</summary>
    /// <param name="set">Makes the activity set of a turn.</param>
    public async Task FillAsync(Conversation conversation, Func<int, ReadOnlyMemory<byte>> set)
    {
        // What was said must be written down even when the time is up.
        var ct = CancellationToken.None;
        var turn = conversation.Claim?.Turn ?? conversation.LastTurn + 1;
        var content = set(turn);
        if (!await TryFillAsync(conversation, turn, content, ct))
        {
            // Somebody else may have the number: that turn is shown here too, then ours.
            for (var tries = 0; !await log.TryAppendAsync(conversation.Id, turn, content, ct); tries++)
            {
                ThrowAfter(tries);
                await foreach (var other in log.ReadAsync(conversation.Id, turn - 1, turn, ct))
                {
                    conversation.Commit(turn, other);
                }

                content = set(++turn);
            }
        }

        conversation.Claim = null;
        conversation.Commit(turn, content);
        news.Tell(conversation.Id);
    }

    /// <summary>Nothing was said in the claimed turn.</summary>
    public async Task ReleaseAsync(Conversation conversation)
    {
        if (conversation.Claim is { } claim)
        {
            conversation.Claim = null;
            await log.ReleaseAsync(conversation.Id, claim.Turn, claim.Version, CancellationToken.None);
        }
    }

    /// <summary>Takes in what other instances have written meanwhile.</summary>
    public async Task CatchUpAsync(Conversation conversation, CancellationToken ct)
    {
        if (!AreShared)
        {
            return;
        }

        conversation.Looked = time.GetTimestamp();
        for (var turn = conversation.LastTurn + 1; await log.FindAsync(conversation.Id, turn, ct) is { Content.IsEmpty: false } next; turn++)
        {
            Take(conversation, turn, next.Content);
        }
    }

    // A turn that broke off because the storage failed may have left it.
    private async Task<bool> IsStillOursAsync(Conversation conversation, CancellationToken ct) =>
        conversation.Claim is { } left
        && left.Turn == conversation.LastTurn + 1
        && await log.FindAsync(conversation.Id, left.Turn, ct) is { Content.IsEmpty: true, Version: var version }
        && version == left.Version;

    private async Task<bool> TryFillAsync(Conversation conversation, int turn, ReadOnlyMemory<byte> set, CancellationToken ct) =>
        conversation.Claim is { } claim && await log.TryFillAsync(conversation.Id, turn, set, claim.Version, ct);

    /// <returns>The claim of an instance that is taken for dead; null when the turn was written or given back.</returns>
    private async Task<TurnClaim?> WaitAsync(Conversation conversation, int turn, Overtime overtime, CancellationToken ct)
    {
        while (await log.FindAsync(conversation.Id, turn, ct) is { } there)
        {
            if (!there.Content.IsEmpty)
            {
                Take(conversation, turn, there.Content);
                return null;
            }

            if (await overtime.IsOverAsync(there.Version, ct) && await log.TryInheritAsync(conversation.Id, turn, there.Version, ct) is { } version)
            {
                return new TurnClaim(turn, version);
            }
        }

        return null;
    }

    private static void ThrowAfter(int tries)
    {
        if (tries >= MaxTries)
        {
            throw new InvalidOperationException("The storage takes no turn of the conversation.");
        }
    }

    private static void Take(Conversation conversation, int turn, ReadOnlyMemory<byte> set)
    {
        conversation.Remember(ActivitySet.Echo(set));
        conversation.Commit(turn, set);
    }
}
