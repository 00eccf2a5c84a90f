using SsprBot.Domain;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A chat that a script can play on any channel.</summary>
internal interface IPlayedChat
{
    TestWorld World { get; }

    Task<string> SayAsync(string words);

    /// <summary>Presses a button.</summary>
    Task<string> PressAsync(string title);

    /// <summary>Gives an answer that nobody else should read, where the channel has a field for it.</summary>
    Task<string> FillAsync(string words);

    Task<string> WakeAsync(string name);

    /// <summary>Opens the secure page the way this channel does.</summary>
    Task<LinkOpening> OpenPageAsync();
}
