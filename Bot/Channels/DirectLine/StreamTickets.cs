using System.Text.Json.Serialization;
using SsprBot.Domain;

namespace SsprBot.Channels.DirectLine;

/// <param name="Origin">The page that it was given to, if a browser said so.</param>
internal sealed record StreamTicket(string Hash, string? Origin, DateTimeOffset Expires);

[JsonSerializable(typeof(StreamTicket))]
internal sealed partial class TicketShapes : JsonSerializerContext;

/// <summary>
/// Tickets for one stream each, in place of the token: what stands in a URL is often written down. Of a conversation's tickets the last one opens, once, at
/// any instance.
/// </summary>
internal sealed class StreamTickets(IRecords records, TimeProvider time)
{
    private const int MaxId = 64;
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(60);
    private static readonly RecordKind s_kind = new("dl-ticket", 2 * s_lifetime, Fleeting: true);

    private readonly Records<StreamTicket> _tickets = new(records, s_kind, TicketShapes.Default.StreamTicket);

    public async Task<string> IssueAsync(string conversation, string? origin, CancellationToken ct)
    {
        var secret = Secrets.NewVerifier();
        var ticket = new StreamTicket(Secrets.Hash(secret), origin, time.GetUtcNow() + s_lifetime);
        await _tickets.TryChangeAsync(conversation, _ => ticket, ct, fresh: ticket);
        return secret;
    }

    /// <param name="origin">The page that shows it, if a browser says so.</param>
    public async Task<bool> TrySpendAsync(string conversation, string secret, string? origin, CancellationToken ct) =>
        conversation.Length <= MaxId
        && await _tickets.ReadAsync(conversation, ct) is { Value: var issued } seen
        && Secrets.Same(issued.Hash, Secrets.Hash(secret))
        && await _tickets.TryDeleteAsync(conversation, seen, ct)
        && issued.Expires > time.GetUtcNow()
        && (issued.Origin is null || origin is null || issued.Origin == origin);
}
