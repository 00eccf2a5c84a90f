using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using SsprBot.Channels;
using SsprBot.Host;
using SsprBot.Storage.Blobs;
using Xunit;

namespace SsprBot.Instances;

/// <summary>The whole host on a storage that is slow, busy, or takes nothing.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BadStorageTests(AzuriteServer server)
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";
    private const string Accident = "bot: Something went wrong on my side. Nothing is lost. Please say that once more, or start over.";

    [Fact]
    public async Task A_storage_that_is_often_busy_and_always_slow_is_not_noticed()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var host = await StartAsync(road);
        var person = await ChatPerson.StartAsync(host.Http);
        var asked = 0;
        var refused = new ConcurrentDictionary<string, bool>();
        road.Always = async (request, forward) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(30));

            // The same request is taken when it comes again.
            var isBusy = Interlocked.Increment(ref asked) % 3 == 0 && refused.TryAdd(NameOf(request.Request), true);
            await (isBusy ? BlobRoad.Refused(503, "ServerBusy")(request, forward) : forward());
        };

        var (path, _) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);

        Assert.StartsWith("/r/", path, StringComparison.Ordinal);
        Assert.InRange(refused.Count, asked / 4, asked);
        Assert.DoesNotContain(person.Shown, said => said.Contains("went wrong", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bot-state", 412, "ConditionNotMet")]
    [InlineData("bot-state", 503, "ServerBusy")]
    [InlineData("session", 503, "ServerBusy")]
    public async Task What_the_storage_does_not_take_is_said_kindly_and_goes_on_when_it_does(string kind, int status, string code)
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var host = await StartAsync(road);
        var chat = await BeginAsync(host);
        await chat.SayAsync("I forgot my password");
        road.Always = (request, forward) => request.Request.Method == "PUT" && request.Request.Path.Value!.Contains($"/{kind}/", StringComparison.Ordinal)
            ? BlobRoad.Refused(status, code)(request, forward)
            : forward();

        await chat.SayAsync(Anna);

        Assert.Equal(Accident, (await chat.HistoryAsync())[^1]);
        road.Always = BlobRoad.Nothing;
        await chat.SayAsync(Anna);
        Assert.StartsWith("bot: Now let's make sure it is you.", (await chat.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(412, "ConditionNotMet")]
    [InlineData(503, "ServerBusy")]
    public async Task A_storage_that_takes_nothing_is_not_asked_for_ever(int status, string code)
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var host = await StartAsync(road);
        var chat = await BeginAsync(host);
        await chat.SayAsync("I forgot my password");
        road.Always = (request, forward) => request.Request.Method == "PUT" ? BlobRoad.Refused(status, code)(request, forward) : forward();
        var began = Stopwatch.StartNew();
        var before = road.Asked.Count;

        Assert.Equal(HttpStatusCode.InternalServerError, (await chat.SayAsync(Anna)).Status);

        Assert.InRange(began.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.InRange(road.Asked.Count - before, 1, 200);
        road.Always = BlobRoad.Nothing;
        Assert.Equal(HttpStatusCode.OK, (await chat.SayAsync(Anna)).Status);
        Assert.StartsWith("bot: Now let's make sure it is you.", (await chat.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    /// <summary>What a request has that comes again: a read its id, a write its condition.</summary>
    private static string NameOf(HttpRequest request) => request.Method is "GET" or "HEAD"
        ? $"{request.Headers["x-ms-client-request-id"]}"
        : $"{request.Method} {request.Path}{request.QueryString} {request.Headers.IfMatch}{request.Headers.IfNoneMatch}{request.Headers["x-ms-blob-condition-appendpos"]}";

    private static async Task<ChatClient> BeginAsync(BotProcess host)
    {
        var chat = new ChatClient(host.Http);
        await chat.GenerateAsync();
        await chat.BeginAsync();
        return chat;
    }

    private Task<BotProcess> StartAsync(BlobRoad road) => BotProcess.StartAsync(settings:
    [
        ("Policy__BotCheck", "None"),
        ("Storage__Kind", "Blobs"),
        ("Storage__Blobs__ConnectionString", server.ConnectionString(road.Address)),
        ("Storage__Blobs__Container", server.NewName()),
    ]);
}
