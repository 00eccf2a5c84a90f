using System.Text.RegularExpressions;

namespace SsprBot.Channels.Twilio;

/// <summary>A text that somebody sent to our number.</summary>
/// <param name="From">E.164.</param>
/// <param name="Words">Without control characters, cut off where nobody writes any more.</param>
/// <param name="HasMedia">Pictures came with it; they are never fetched.</param>
/// <param name="OptOut">The keyword that Twilio has answered itself; empty where it has not.</param>
internal sealed partial record IncomingText(string Sid, string From, string Words, bool HasMedia, string OptOut)
{
    /// <returns>Null when it is none.</returns>
    public static IncomingText? Read(TwilioForm form) =>
        Sids().IsMatch(form["MessageSid"]) && Numbers().IsMatch(form["From"]) && Numbers().IsMatch(form["To"])
            ? new IncomingText(
                form["MessageSid"], form["From"], IncomingJson.Clean(form["Body"])!.Trim(), form["NumMedia"] is not ("" or "0"), form["OptOutType"])
            : null;

    public override string ToString() => $"({Sid})";

    [GeneratedRegex("^(SM|MM)[0-9a-f]{32}\\z")]
    private static partial Regex Sids();

    [GeneratedRegex("^\\+[1-9][0-9]{6,14}\\z")]
    private static partial Regex Numbers();
}
