using System.Globalization;
using System.Text.Json.Serialization;
using SsprBot.Domain;
using SsprBot.Pages.Dev;
using SsprBot.Texts;

namespace SsprBot.Senders;

[JsonSerializable(typeof(InboxItem))]
internal sealed partial class InboxShapes : JsonSerializerContext;

/// <summary>Stands for every mailbox and phone of the demo. Only in Development.</summary>
public sealed class DevelopersInbox(IRecords records, TimeProvider time) : ISender, IInbox
{
    private const int Shown = 200;

    private readonly Records<InboxItem> _items = new(records, new RecordKind("dev-inbox", TimeSpan.FromHours(24)), InboxShapes.Default.InboxItem);

    public bool Serves(OutboxKind kind) => true;

    public async Task SendAsync(OutboxMessage message, CancellationToken ct)
    {
        var letter = Letters.Write(message);
        var now = time.GetUtcNow();
        var item = new InboxItem(message.Id, message.Kind switch { OutboxKind.Mail => "mail", OutboxKind.Sms => "sms", _ => "call" }, message.To, letter.Subject, letter.Text, now);

        // The id begins with the time, so that a list of ids is in order; the message's id keeps a repeated delivery from a second place.
        await _items.TryCreateAsync($"{now.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}-{message.Id}", item, ct);
    }

    /// <summary>The last ones, newest first.</summary>
    public async Task<IReadOnlyList<InboxItem>> ReadAsync(CancellationToken ct)
    {
        var ids = new List<string>();
        await foreach (var id in _items.ListAsync(ct))
        {
            ids.Add(id);
        }

        var items = new List<InboxItem>();
        foreach (var id in ids.AsEnumerable().Reverse().Take(Shown))
        {
            if (await _items.ReadAsync(id, ct) is { } kept)
            {
                items.Add(kept.Value);
            }
        }

        return items;
    }
}
