namespace SsprBot.Domain;

/// <summary>What a person must answer to show that they are not a program.</summary>
/// <param name="Text">What the picture shows; for a proof of work, its salt.</param>
public sealed record BotChallenge(BotCheck Kind, string Text, DateTimeOffset ExpiresAt);
