using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>What was delivered, for a day: a channel delivers again what it thinks was lost.</summary>
public sealed class Duplicates(IRecords records)
{
    private static readonly RecordKind s_kind = new("delivered", TimeSpan.FromHours(24), Fleeting: true);
    private static readonly byte[] s_mark = [1];

    // A record's id is short, but the parts are as long as the channel likes.
    /// <returns>False when the same was delivered before; of two at once one is the first.</returns>
    public async Task<bool> TryTakeAsync(string channel, string conversation, string delivery, CancellationToken ct) =>
        await records.TryCreateAsync(new RecordKey(s_kind, Secrets.Hash(string.Join('\0', channel, conversation, delivery))), s_mark, ct) is not null;
}
