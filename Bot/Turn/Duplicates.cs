using SsprBot.Domain;

namespace SsprBot.Turn;

/// <summary>What was delivered to the bot in the last day: a channel may deliver a message twice.</summary>
public sealed class Duplicates(IRecords records)
{
    private static readonly RecordKind s_kind = new("delivered", TimeSpan.FromHours(24));
    private static readonly byte[] s_taken = [1];

    /// <returns>False when it was taken before; of two at once one is the first.</returns>
    public async Task<bool> TryTakeAsync(string channel, string conversation, string delivery, CancellationToken ct) =>
        await records.TryCreateAsync(new RecordKey(s_kind, Secrets.Hash($"{channel}\n{conversation}\n{delivery}")), s_taken, ct) is not null;
}
