namespace SsprBot.Channels.Azure;

/// <summary>A card in the conversation that can still be answered.</summary>
/// <param name="Message">The id of the message that holds it.</param>
/// <param name="Nonce">128 random bits, base64url: what an answer of this card comes with.</param>
/// <param name="Text">What it asks, as it was said.</param>
/// <param name="Asks">Whether it is a question of the conversation, rather than something said beside it.</param>
public sealed record OpenCard(string Message, string Nonce, string Text, bool Asks);

/// <summary>What bot state keeps of the cards of a conversation. Losing it costs nothing.</summary>
public sealed record OpenCards(OpenCard[] Cards)
{
    public static OpenCards None { get; } = new([]);
}

/// <summary>What became of the card that was answered in this turn.</summary>
/// <param name="Card">What takes its place; null when it was not open any more.</param>
public sealed record CardOutcome(object? Card);
