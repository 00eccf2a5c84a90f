using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using SsprBot.Domain;

namespace SsprBot.Channels.DirectLine;

/// <summary>How a conversation began.</summary>
/// <param name="Sender">Where it began from, for turns that nobody sent.</param>
internal sealed record ConversationStart(string User, string Locale, string Sender, DateTimeOffset Created);

/// <summary>Keeps conversations for a day: their beginning, and each turn with all that was said in it. A turn is written once and never changed.</summary>
internal sealed class ConversationLog(IRecords records)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(24);
    private static readonly RecordKind s_conversations = new("dl-conversation", s_lifetime);
    private static readonly RecordKind s_turns = new("dl-turn", s_lifetime, Fleeting: true);

    private readonly Records<ConversationStart> _starts = new(records, s_conversations, LogShapes.Default.ConversationStart);

    /// <returns>Null when the conversation was not started, or too long ago.</returns>
    public async Task<ConversationStart?> ReadStartAsync(string conversation, CancellationToken ct) =>
        (await _starts.ReadAsync(conversation, ct))?.Value;

    /// <returns>False when it was started already.</returns>
    public async Task<bool> TryStartAsync(string conversation, ConversationStart start, CancellationToken ct) =>
        await _starts.TryCreateAsync(conversation, start, ct) is not null;

    /// <returns>0 when nothing was said yet. The last may be one that is only claimed.</returns>
    public async Task<int> LastTurnAsync(string conversation, CancellationToken ct)
    {
        var last = 0;
        await foreach (var id in records.ListAsync(s_turns, $"{conversation}/", ct))
        {
            last = int.Parse(id.AsSpan(conversation.Length + 1), CultureInfo.InvariantCulture);
        }

        return last;
    }

    /// <returns>False when somebody else wrote that turn.</returns>
    public async Task<bool> TryAppendAsync(string conversation, int turn, ReadOnlyMemory<byte> set, CancellationToken ct) =>
        await records.TryCreateAsync(Key(conversation, turn), set, ct) is not null;

    /// <summary>Takes a turn that is to be written down later; until then its record is empty.</summary>
    /// <returns>The version of the claim; null when somebody else has the turn.</returns>
    public Task<string?> TryClaimAsync(string conversation, int turn, CancellationToken ct) => records.TryCreateAsync(Key(conversation, turn), default, ct);

    /// <returns>The new version of the claim; null when it is no longer as it was seen.</returns>
    public Task<string?> TryInheritAsync(string conversation, int turn, string version, CancellationToken ct) =>
        records.TryReplaceAsync(Key(conversation, turn), default, version, ct);

    /// <returns>False when somebody else has the turn meanwhile.</returns>
    public async Task<bool> TryFillAsync(string conversation, int turn, ReadOnlyMemory<byte> set, string version, CancellationToken ct) =>
        await records.TryReplaceAsync(Key(conversation, turn), set, version, ct) is not null;

    /// <summary>Gives a turn back in which nothing was said.</summary>
    public Task ReleaseAsync(string conversation, int turn, string version, CancellationToken ct) => records.TryDeleteAsync(Key(conversation, turn), version, ct);

    /// <returns>Null when nobody has the turn; without content while it is only claimed.</returns>
    public Task<StoredRecord?> FindAsync(string conversation, int turn, CancellationToken ct) => records.ReadAsync(Key(conversation, turn), ct);

    /// <summary>The turns after <paramref name="watermark"/> up to <paramref name="last"/>, as activity sets.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string conversation, int watermark, int last, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var turn = Math.Min(watermark, last) + 1; turn <= last; turn++)
        {
            if (await FindAsync(conversation, turn, ct) is { Content.IsEmpty: false } stored)
            {
                yield return stored.Content;
            }
        }
    }

    private static RecordKey Key(string conversation, int turn) =>
        new(s_turns, string.Create(CultureInfo.InvariantCulture, $"{conversation}/{turn:D8}"));
}

[JsonSerializable(typeof(ConversationStart))]
internal sealed partial class LogShapes : JsonSerializerContext;
