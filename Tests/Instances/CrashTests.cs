using Microsoft.AspNetCore.Http;
using SsprBot.Abuse;
using SsprBot.Host;
using SsprBot.Storage.Blobs;
using SsprBot.World;
using Xunit;

namespace SsprBot.Instances;

/// <summary>A host that is killed while it does something has done it or not, never twice, and its people can go on.</summary>
[Collection(AzuriteShared.Name)]
public sealed class CrashTests(AzuriteServer server)
{
    private const string Anna = "anna.lima@contoso.test";
    private const string AnnasMail = "anna.lima@example.net";
    private const string AnnasPhone = "+14255550101";
    private const string AnnasPassword = "Autumn-Leaves-27";
    private const string NewPassword = "Violet-Umbrella-93-q";
    private const string NextPassword = "Copper-Lantern-58-w";

    private readonly string _container = server.NewName();

    // What is written while a password is set, in that order.
    [Theory]
    [InlineData("session", false, false)]
    [InlineData("session", true, false)]
    [InlineData("demo-account", false, false)]
    [InlineData("demo-account", true, true)]
    [InlineData("outbox", true, true)]
    [InlineData("bot-state", false, true)]
    [Rule("D-44")]
    public async Task A_password_is_set_or_not_whatever_write_its_host_is_killed_at(string kind, bool done, bool isSet)
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        ChatPerson person;
        await using (var first = await StartAsync(road))
        {
            person = await ChatPerson.StartAsync(first.Http);
            using var page = new SecurePage(first.Http.BaseAddress!);
            var (path, pageCode) = await person.ToTheLinkAsync(first, Anna, AnnasMail, AnnasPhone);
            await page.OpenAsync(path, pageCode);
            await KillAtAsync(first, road, kind, done, () => page.SetAsync(NewPassword));
        }

        var written = 0;
        road.Always = (request, forward) =>
        {
            written += IsWrite(request, "demo-account") ? 1 : 0;
            return forward();
        };
        await using var second = await StartAsync(road);
        Assert.Equal((isSet, !isSet), (await second.CanSignInAsync(Anna, NewPassword), await second.CanSignInAsync(Anna, AnnasPassword)));

        // The visit says how it stands, and sets nothing again; a new one can begin.
        person = person.At(second.Http);
        Assert.NotEqual("", await person.SayAsync("hello"));
        Assert.Equal(0, written);
        await ResetAsync(second, person);
    }

    [Theory]
    [InlineData("session", false)]
    [InlineData("guard", true)]
    [InlineData("bot-state", true)]
    [InlineData("dl-turn", true)]
    public async Task A_turn_is_taken_or_not_whatever_write_its_host_is_killed_at(string kind, bool done)
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        ChatPerson person;
        await using (var first = await StartAsync(road))
        {
            person = await ChatPerson.StartAsync(first.Http);
            await person.SayAsync("I forgot my password");
            await person.SayAsync(Anna);
            await person.SayAsync("Email my alternate email");
            var code = await first.CodeToAsync(AnnasMail);
            await KillAtAsync(first, road, kind, done, () => person.SayAsync(code));
        }

        await using var second = await StartAsync(road);
        await ResetAsync(second, person.At(second.Http));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task On_SQLite_too_a_person_goes_on_after_a_kill_at_any_step(int step)
    {
        string data;
        ChatPerson person;
        await using (var first = await BotProcess.StartAsync(settings: ("Policy__BotCheck", "None")))
        {
            data = first.Data;
            person = await ChatPerson.StartAsync(first.Http);
            Func<Task<string>>[] steps =
            [
                () => person.SayAsync("I forgot my password"),
                () => person.SayAsync(Anna),
                () => person.SayAsync("Email my alternate email"),
                async () => await person.SayAsync(await first.CodeToAsync(AnnasMail)),
                () => person.SayAsync("Text my mobile phone"),
                () => person.SayAsync(AnnasPhone),
            ];
            foreach (var taken in steps.Take(step))
            {
                await taken();
            }

            var cut = steps[step]();
            await Task.WhenAny(cut, Task.Delay(TimeSpan.FromMilliseconds(5)));
            await first.KillAsync();
            await Task.WhenAny(cut);
        }

        await using var second = await BotProcess.StartAsync(data, settings: ("Policy__BotCheck", "None"));
        Assert.True(await second.CanSignInAsync(Anna, AnnasPassword));
        await ResetAsync(second, person.At(second.Http));
    }

    private static bool IsWrite(HttpContext request, string kind) =>
        request.Request.Method == "PUT" && request.Request.Path.Value!.Contains($"/{kind}/", StringComparison.Ordinal);

    /// <summary>Does something and kills the host at its first write of a kind.</summary>
    /// <param name="done">Whether the storage still does it.</param>
    private static async Task KillAtAsync(BotProcess host, BlobRoad road, string kind, bool done, Func<Task> something)
    {
        var reached = new TaskCompletionSource();
        road.Always = async (request, forward) =>
        {
            if (!IsWrite(request, kind) || reached.Task.IsCompleted)
            {
                await forward();
                return;
            }

            if (done)
            {
                request.Response.Body = Stream.Null;
                await forward();
            }

            await host.KillAsync();
            reached.SetResult();
        };
        var begun = something();
        await reached.Task.WaitAsync(Waiting.Patience);
        await Task.WhenAny(begun);
        road.Always = BlobRoad.Nothing;
    }

    private static async Task ResetAsync(BotProcess host, ChatPerson person)
    {
        Assert.Contains("What can I do for you?", await person.SayAsync("start over"), StringComparison.Ordinal);
        var (path, pageCode) = await person.ToTheLinkAsync(host, Anna, AnnasMail, AnnasPhone);
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(path, pageCode);
        Assert.Contains("Your password has been reset", await page.SetAsync(NextPassword), StringComparison.Ordinal);
        Assert.True(await host.CanSignInAsync(Anna, NextPassword));
    }

    private Task<BotProcess> StartAsync(BlobRoad road) => BotProcess.StartAsync(settings:
    [
        ("Policy__BotCheck", "None"),
        ("Storage__Kind", "Blobs"),
        ("Storage__Blobs__ConnectionString", server.ConnectionString(road.Address)),
        ("Storage__Blobs__Container", _container),
    ]);
}
