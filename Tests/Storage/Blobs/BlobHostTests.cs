using System.Net;
using System.Text;
using SsprBot.Channels;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>The whole product as a process with its records in blobs.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BlobHostTests(AzuriteServer server)
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";
    private const string AnnasPassword = "Autumn-Leaves-27";
    private const string NewPassword = "Violet-Umbrella-93-q";
    private const string Accident = "Something went wrong on my side. Nothing is lost. Please say that once more, or start over.";

    private readonly string _container = server.NewName();

    [Fact]
    public async Task A_password_is_reset_with_a_host_that_is_killed_on_the_way()
    {
        ChatPerson person;
        await using (var first = await StartAsync(server.Address))
        {
            person = await ChatPerson.StartAsync(first.Http);
            await person.SayAsync("I forgot my password");
            await person.SayAsync(Anna);
            await person.SayAsync("Email my alternate email");
            await first.CodeToAsync(AnnasMail);
            await first.KillAsync();
        }

        // Another instance, on another machine: nothing of the first is left but what lies in the containers.
        await using var second = await StartAsync(server.Address);
        person = person.At(second.Http);
        Assert.StartsWith("Thank you, that is right.", await person.SayAsync(await second.CodeToAsync(AnnasMail)), StringComparison.Ordinal);
        await person.SayAsync("Text my mobile phone");
        await person.SayAsync(AnnasPhone);
        var (path, pageCode) = ChatPerson.LinkIn(await person.SayAsync(await second.CodeToAsync(AnnasPhone)));
        using var page = new SecurePage(second.Http.BaseAddress!);
        await page.OpenAsync(path, pageCode);

        Assert.Contains("Your password has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);

        Assert.Equal((true, false), (await second.CanSignInAsync(Anna, NewPassword), await second.CanSignInAsync(Anna, AnnasPassword)));
        Assert.StartsWith("Your password has been reset.", await person.HearAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(second.Data));
        Assert.Matches("The audit log is whole: [0-9]+ lines stand as they were written.", await VerifyAsync(0));
    }

    [Fact]
    public async Task An_audit_log_that_was_edited_is_found_while_the_host_runs()
    {
        await using var host = await StartAsync(server.Address);
        var person = await ChatPerson.StartAsync(host.Http);
        await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        var lines = new Azure.Storage.Blobs.BlobContainerClient(server.ConnectionString(), $"{_container}-audit", new(BlobContainer.Version));
        var part = lines.GetBlobs().Single().Name;
        var text = (await lines.GetBlobClient(part).DownloadContentAsync()).Value.Content.ToString();
        await lines.GetBlobClient(part).DeleteAsync();
        await lines.GetBlobClient(part).UploadAsync(BinaryData.FromString(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]));

        Assert.Contains("The audit log is broken: line 1 was edited, removed, added or moved.", await VerifyAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_done()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var host = await StartAsync(road.Address);
        var person = await ChatPerson.StartAsync(host.Http);
        using (var page = new SecurePage(host.Http.BaseAddress!))
        {
            var (path, pageCode) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
            await page.OpenAsync(path, pageCode);
            road.Always = (request, forward) =>
                request.Request.Path.Value!.Contains($"/{_container}-audit/", StringComparison.Ordinal) ? BlobRoad.Refused(403, "AuthorizationFailure")(request, forward) : forward();

            Assert.DoesNotContain("has been reset", await page.SetAsync(NewPassword), StringComparison.Ordinal);
        }

        Assert.Equal((false, true), (await host.CanSignInAsync(Anna, NewPassword), await host.CanSignInAsync(Anna, AnnasPassword)));

        road.Always = BlobRoad.Nothing;
        await person.SayAsync("start over");
        var (again, newCode) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        using var second = new SecurePage(host.Http.BaseAddress!);
        await second.OpenAsync(again, newCode);
        Assert.Contains("Your password has been reset", await second.SetAsync(NewPassword), StringComparison.Ordinal);
        await VerifyAsync(0);
    }

    [Fact]
    public async Task A_storage_that_fails_costs_a_turn_and_no_conversation()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        await using var host = await StartAsync(road.Address);
        var chat = new ChatClient(host.Http);
        await chat.GenerateAsync();
        await chat.BeginAsync();
        await chat.SayAsync("I forgot my password");

        // Where the conversation is cannot be read; what is said can be written down.
        road.Always = (request, forward) =>
            request.Request.Path.Value!.Contains("/bot-state/", StringComparison.Ordinal) ? BlobRoad.Refused(503, "ServerBusy")(request, forward) : forward();
        await chat.SayAsync(Anna);
        Assert.Equal($"bot: {Accident}", (await chat.HistoryAsync())[^1]);

        // Nothing at all.
        road.Always = BlobRoad.Cut;
        Assert.Equal(HttpStatusCode.InternalServerError, await PostAsync(host, chat));

        road.Always = BlobRoad.Nothing;
        Assert.Equal(HttpStatusCode.OK, (await chat.SayAsync(Anna)).Status);
        Assert.StartsWith("bot: Now let's make sure it is you.", (await chat.HistoryAsync())[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_used_keeps_the_host_from_starting()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        road.Always = BlobRoad.Refused(403, "AuthorizationFailure");

        var (exitCode, output) = await BotProcess.RunAsync(settings: [.. Settings(road.Address)]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            $"Storage:Blobs: the container {_container} at 127.0.0.1 cannot be used (AuthorizationFailure). Check the address, the network and the rights to read, write, delete and list blobs.",
            output,
            StringComparison.Ordinal);
    }

    private async Task<string> VerifyAsync(int expected)
    {
        var (exitCode, output) = await BotProcess.ToolAsync("audit verify", settings: [.. Settings(server.Address)]);
        Assert.Equal(expected, exitCode);
        return output;
    }

    // An accident has no answer of Direct Line.
    private static async Task<HttpStatusCode> PostAsync(BotProcess host, ChatClient chat)
    {
        using var content = new StringContent("""{"type":"message","text":"hello"}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v3/directline/conversations/{chat.Conversation}/activities", UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new("Bearer", chat.Token);
        using var response = await host.Http.SendAsync(request);
        return response.StatusCode;
    }

    private Task<BotProcess> StartAsync(Uri road) => BotProcess.StartAsync(settings: [.. Settings(road)]);

    private (string, string)[] Settings(Uri road) =>
    [
        ("Policy__BotCheck", "None"),
        ("Storage__Kind", "Blobs"),
        ("Storage__Blobs__ConnectionString", server.ConnectionString(road)),
        ("Storage__Blobs__Container", _container),
    ];
}
