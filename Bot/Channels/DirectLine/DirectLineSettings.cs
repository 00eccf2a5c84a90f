using System.ComponentModel.DataAnnotations;

namespace SsprBot.Channels.DirectLine;

/// <summary>The section <c>DirectLine</c>: who may embed the web chat, and how much of it at a time.</summary>
public sealed class DirectLineSettings
{
    /// <summary>The name that the bot speaks under.</summary>
    [Required]
    public string BotName { get; init; } = "SsprBot";

    /// <summary>Other origins that may embed the web chat, such as <c>https://intranet.contoso.com</c>. The bot's own origin always may.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Tokens that one address may ask for in ten minutes; a hundred times as many on loopback.</summary>
    [Range(1, 100_000)]
    public int TokensPerAddress { get; init; } = 30;

    /// <summary>Open streams of one address; a hundred times as many on loopback.</summary>
    [Range(1, 1_000)]
    public int StreamsPerAddress { get; init; } = 5;

    /// <summary>Messages that one conversation may post in a minute.</summary>
    [Range(1, 1_000_000)]
    public int MessagesPerMinute { get; init; } = 60;

    /// <summary>Turns that run or wait at once, of which greetings may be half; whoever finds no room is asked to come again.</summary>
    [Range(8, 10_000)]
    public int TurnsAtOnce { get; init; } = 256;

    /// <summary>Conversations held in memory; what is idle is read back from the records when needed.</summary>
    [Range(1, 1_000_000)]
    public int LiveConversations { get; init; } = 10_000;

    /// <summary>Connections of the whole server, and of these the streams.</summary>
    [Range(1, 100_000)]
    public int Connections { get; init; } = 2_000;
}
