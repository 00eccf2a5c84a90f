using System.Diagnostics;
using System.Text.Json.Nodes;
using SsprBot.Channels;
using SsprBot.World;
using Xunit;

namespace SsprBot.Host;

/// <summary>Somebody who talks to the host over Direct Line as a program would: says something, reads the answers.</summary>
internal sealed class ChatPerson
{
    private readonly ChatClient _client;
    private string _watermark = "";

    private ChatPerson(ChatClient client) => _client = client;

    public string Token => _client.Token;

    public string Conversation => _client.Conversation;

    /// <summary>Everything that was shown in the chat, as JSON.</summary>
    public List<string> Shown { get; } = [];

    public static async Task<ChatPerson> StartAsync(HttpClient http)
    {
        var client = new ChatClient(http);
        await client.GenerateAsync();
        await client.BeginAsync();
        var person = new ChatPerson(client);
        await person.ReadAsync();
        return person;
    }

    /// <summary>The same person at a host that was started again.</summary>
    public ChatPerson At(HttpClient http) => new(new ChatClient(http) { Token = _client.Token, Conversation = _client.Conversation }) { _watermark = _watermark };

    /// <returns>What the bot answered, its texts one after another.</returns>
    public async Task<string> SayAsync(string text)
    {
        var reply = await _client.SayAsync(text);
        Assert.Equal(System.Net.HttpStatusCode.OK, reply.Status);
        return await ReadAsync();
    }

    /// <summary>Says many things at the same time, whatever becomes of them.</summary>
    public Task FloodAsync(IEnumerable<string> texts) => Task.WhenAll(texts.Select(text => _client.SayAsync(text)));

    /// <returns>How long the answer to the request takes.</returns>
    public async Task<TimeSpan> TimeAsync(string text)
    {
        var began = Stopwatch.GetTimestamp();
        var reply = await _client.SayAsync(text);
        var took = Stopwatch.GetElapsedTime(began);
        Assert.Equal(System.Net.HttpStatusCode.OK, reply.Status);
        return took;
    }

    public async Task<string> SubmitAsync(JsonObject value)
    {
        await _client.PostAsync(new JsonObject { ["type"] = "message", ["value"] = value, ["channelData"] = new JsonObject { ["clientActivityID"] = Guid.NewGuid().ToString() } }.ToJsonString());
        return await ReadAsync();
    }

    /// <summary>What the bot has said since, also by itself.</summary>
    public async Task<string> ReadAsync()
    {
        var set = (await _client.PollAsync(_watermark)).Json!;
        _watermark = (string)set["watermark"]!;
        Shown.AddRange(set["activities"]!.AsArray().Select(activity => activity!.ToJsonString()));
        return string.Join('\n', set["activities"]!.AsArray().Where(activity => (string)activity!["from"]!["role"]! == "bot").Select(TextOf));
    }

    /// <summary>Waits until the bot says something by itself.</summary>
    public Task<string> HearAsync() =>
        Waiting.ForAsync(async () => await ReadAsync() is { Length: > 0 } said ? said : null, "The bot said nothing.");

    /// <summary>Goes from the greeting to the link of the secure page.</summary>
    /// <returns>The path of the link and the page code.</returns>
    public async Task<(string Path, string PageCode)> ToTheLinkAsync(BotProcess host, string userId, string mail, string phone)
    {
        await SayAsync("I forgot my password");
        await SayAsync(userId);
        var mails = await host.CodesToAsync(mail);
        await SayAsync("Email my alternate email");
        await SayAsync(await host.CodeToAsync(mail, mails));
        await SayAsync("Text my mobile phone");
        var texts = await host.CodesToAsync(phone);
        await SayAsync(phone);
        return LinkIn(await SayAsync(await host.CodeToAsync(phone, texts)));
    }

    public static (string Path, string PageCode) LinkIn(string said)
    {
        Assert.Contains("/r/", said, StringComparison.Ordinal);
        var path = said[said.IndexOf("/r/", StringComparison.Ordinal)..].Split('\n', ' ')[0];
        var code = said.IndexOf("this code: ", StringComparison.Ordinal) + "this code: ".Length;
        return (path, said.Substring(code, 4));
    }

    private static string TextOf(JsonNode? activity)
    {
        var card = activity!["attachments"]?[0]?["content"];
        var text = (string?)activity["text"] ?? (string?)card?["body"]?[0]?["text"] ?? "";
        return card?["actions"]?[0]?["url"] is { } url ? $"{text} {url}" : text;
    }
}
