using System.Buffers.Binary;
using SsprBot.Domain;

namespace SsprBot.Channels.Twilio;

/// <summary>What is kept about the numbers that text us: who wants nothing any more, and how much came in an hour. A number goes by a pseudonym.</summary>
internal sealed class SmsNumbers(IRecords records, Vault vault)
{
    private const int TextsPerHour = 60;
    private const int TimeSize = sizeof(long);

    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly RecordKind s_stopped = new("sms-stopped");
    private static readonly RecordKind s_counted = new("sms-counted", s_hour);
    private static readonly byte[] s_mark = [1];

    /// <summary>The conversation that is held with a number.</summary>
    public string NameOf(string number) => vault.Pepper.Pseudonym("sms", number);

    public async Task<bool> IsStoppedAsync(string conversation, CancellationToken ct) => await records.ReadAsync(Stopped(conversation), ct) is not null;

    /// <returns>False when it was stopped before.</returns>
    public async Task<bool> StopAsync(string conversation, CancellationToken ct) => await records.TryCreateAsync(Stopped(conversation), s_mark, ct) is not null;

    public async Task StartAsync(string conversation, CancellationToken ct)
    {
        if (await records.ReadAsync(Stopped(conversation), ct) is { } stopped)
        {
            await records.TryDeleteAsync(Stopped(conversation), stopped.Version, ct);
        }
    }

    /// <summary>Counts a text.</summary>
    /// <returns>False when this hour has had enough of them: two machines may be answering each other.</returns>
    public async Task<bool> TryCountAsync(string conversation, CancellationToken ct)
    {
        var key = new RecordKey(s_counted, conversation);
        for (var turn = 0; turn < Vault.Retries; turn++)
        {
            var seen = await records.ReadAsync(key, ct);
            var (since, count) = seen is null ? (vault.Now, 0) : Read(seen.Content.Span);
            (since, count) = vault.Now - since < s_hour ? (since, count + 1) : (vault.Now, 1);
            if (count > TextsPerHour)
            {
                return false;
            }

            var counted = Bytes(since, count);
            if ((seen is null ? await records.TryCreateAsync(key, counted, ct) : await records.TryReplaceAsync(key, counted, seen.Version, ct)) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static RecordKey Stopped(string conversation) => new(s_stopped, conversation);

    private static (DateTimeOffset Since, int Count) Read(ReadOnlySpan<byte> counted) =>
        (new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(counted), TimeSpan.Zero), BinaryPrimitives.ReadInt32BigEndian(counted[TimeSize..]));

    private static byte[] Bytes(DateTimeOffset since, int count)
    {
        var bytes = new byte[TimeSize + sizeof(int)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, since.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(TimeSize), count);
        return bytes;
    }
}
