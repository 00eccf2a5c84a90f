using SsprBot.Domain;

namespace SsprBot.Channels.Twilio;

/// <summary>What is kept about the numbers that text us: who wants nothing any more, and how much came in an hour. A number goes by a pseudonym.</summary>
internal sealed class SmsNumbers(IRecords records, Vault vault)
{
    private static readonly RecordKind s_stopped = new("sms-stopped");
    private static readonly byte[] s_mark = [1];

    private readonly Records<SmsCount> _counts = new(records, new RecordKind("sms-counted", SmsCount.Span), SmsShapes.Default.SmsCount);

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
    public async Task<bool> TryCountAsync(string conversation, CancellationToken ct) =>
        await _counts.TryChangeAsync(conversation, counted => counted.WithOneMore(vault.Now), ct, SmsCount.None) is not null;

    private static RecordKey Stopped(string conversation) => new(s_stopped, conversation);
}
