using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SsprBot.Channels.DirectLine;
using SsprBot.Domain;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A conversation as Web Chat shows it.</summary>
internal sealed class WebChat(TestWorld world) : SpokenChat(world, TestWorld.Stranger(), new WebChatRenderer())
{
    private string _link = "";

    public override Task<LinkOpening> OpenPageAsync() =>
        World.Links.OpenInConversationAsync(_link.Split('/')[^1], DirectLineAdapter.ChannelId, "chat-1", CancellationToken.None);

    protected override string Show(IReadOnlyList<Activity> said)
    {
        foreach (var message in said)
        {
            _link = message.Attachments is [{ Content: JObject card }] && card.SelectToken("$..url") is { } link ? $"{link}" : _link;
        }

        return string.Join('\n', said.Select(Shown.WebChat));
    }
}
