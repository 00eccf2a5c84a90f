using Microsoft.Bot.Schema;
using SsprBot.Channels.Twilio;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A conversation as a phone shows it: text after text.</summary>
internal sealed class SmsChat(TestWorld world) : SpokenChat(world, s_texter, new SmsRenderer())
{
    private const string Phone = "+14255550142";

    private static readonly Visitor s_texter = new(new ChatAddress(SmsAdapter.ChannelId, "chat-1", Phone, "en"), Phone, Phone: Phone);

    private string[] _lines = [];
    private string _linked = "";

    /// <summary>Answers with the number that stands before the title; what has none is said in words.</summary>
    public override Task<string> PressAsync(string title) =>
        SayAsync(Array.Find(_lines, line => line.EndsWith($" {title}", StringComparison.Ordinal) && char.IsAsciiDigit(line[0]))?.Split(' ')[0] ?? title);

    public override Task<LinkOpening> OpenPageAsync()
    {
        var (path, code) = ChatPerson.LinkIn(_linked);
        return World.Links.OpenWithCodeAsync(path.Split('/')[^1], code, CancellationToken.None);
    }

    protected override string Show(IReadOnlyList<Activity> said)
    {
        string[] texts = [.. said.SelectMany(message => SmsText.Split(message.Text))];
        _lines = [.. texts.SelectMany(text => text.Split('\n'))];
        _linked = Array.Exists(_lines, line => line.Contains("/r/", StringComparison.Ordinal)) ? string.Join('\n', texts) : _linked;
        return string.Join('\n', texts.Select(Shown.Sms));
    }
}
