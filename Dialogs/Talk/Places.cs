using SsprBot.Domain;

namespace SsprBot.Talk;

/// <summary>The addresses that the bot hands out. They are made from the configured public address and from nothing that a request says.</summary>
/// <param name="publicBase">Asked at each use: in Development it is known only once the host listens.</param>
public sealed class Places(Func<Uri> publicBase) : IAddresses
{
    private const string PagePath = "r/";

    /// <summary>Where the chat is.</summary>
    public Uri Home => publicBase();

    public Uri Page(IssuedLink link) => new(publicBase(), PagePath + link.Token);

    /// <returns>The token of a link to the secure page; null for any other address.</returns>
    public string? TokenOf(string address) =>
        new Uri(publicBase(), PagePath).AbsoluteUri is var page && address.StartsWith(page, StringComparison.Ordinal) ? address[page.Length..] : null;

    /// <summary>Opens a link from within the conversation that it was given in.</summary>
    public Uri PageHere(string token, string binding) => new(publicBase(), $"{PagePath}{token}/here/{binding}");

    public Uri NotMe(string token) => new(publicBase(), $"not-me/{token}");

    /// <summary>The picture of a session's bot check; the count makes a new picture a new address.</summary>
    public Uri Picture(RecoverySession session) => new(publicBase(), $"captcha/{session.Id}.png?{session.WrongBotChecks}");

    /// <summary>Where the telephone network asks what a call is to say.</summary>
    public Uri Call(string callId, string token) => new(publicBase(), $"api/twilio/voice/{callId}/{token}");

    /// <summary>Where the keys that were pressed in a call are posted.</summary>
    public Uri CallKeys(string callId, string token) => new(publicBase(), $"api/twilio/voice/{callId}/{token}/keys");

    /// <summary>Where the end of a call is told.</summary>
    public Uri CallEnd(string callId, string token) => new(publicBase(), $"api/twilio/voice/{callId}/{token}/end");

    /// <summary>Where texts come in.</summary>
    public Uri Texts => new(publicBase(), "api/twilio/sms");

    /// <summary>Where it is told what became of a text.</summary>
    public Uri TextStatus(string messageId) => new(publicBase(), $"api/twilio/sms/{messageId}/status");

    public Uri Sound(RecoverySession session) => new(publicBase(), $"captcha/{session.Id}.wav?{session.WrongBotChecks}");
}
