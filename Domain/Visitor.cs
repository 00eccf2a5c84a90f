namespace SsprBot.Domain;

/// <summary>Where a conversation is held, so that it can be continued later.</summary>
/// <param name="Channel">The channel's id, such as <c>directline</c>.</param>
/// <param name="Language">The language tag that the conversation is held in.</param>
/// <param name="Service">The URL that the channel is called at; null for a channel that needs none.</param>
public sealed record ChatAddress(string Channel, string Conversation, string User, string Language, string? Service = null);

/// <summary>Who is on the other side of a conversation, as far as the channel knows. It identifies; it never proves.</summary>
/// <param name="Sender">What throttles on the sender count by: an IP address or prefix, a phone number, a person's id in the channel.</param>
/// <param name="TrustedUserId">The user ID that the channel vouches for (Teams), else null. It is the only one that this visitor may act on.</param>
/// <param name="Phone">The number that the visitor texts from, E.164; null on other channels. A text or call to it would prove nothing more.</param>
public sealed record Visitor(ChatAddress Chat, string Sender, string? TrustedUserId = null, string? Phone = null)
{
    public bool IsTrusted => TrustedUserId is not null;
}

/// <summary>Wakes a conversation when something happened outside it.</summary>
public interface ICallback
{
    Task WakeAsync(ChatAddress chat, CancellationToken ct);
}
