using System.Net;
using SsprBot.Abuse;
using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Pages;

public sealed class CaptchaPageTests
{
    [Fact]
    [Rule("D-29")]
    public async Task A_captcha_is_seen_and_heard_until_it_expires()
    {
        await using var host = await PagesHost.StartAsync(new TestWorld(Policy.For(Baseline.Entra)));
        using var visitor = host.Visitor();
        var session = await AskedAsync(host.World);

        var picture = await visitor.SendAsync(HttpMethod.Get, $"/captcha/{session.Id}.png?1");
        var sound = await visitor.SendAsync(HttpMethod.Get, $"/captcha/{session.Id}.wav?1");

        Assert.Equal((HttpStatusCode.OK, "image/png", true), (picture.Status, picture.Header("content-type"), picture.Body.Contains("PNG", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.OK, "audio/wav", true), (sound.Status, sound.Header("content-type"), sound.Body.StartsWith("RIFF", StringComparison.Ordinal)));
        host.World.Time.Advance(TimeSpan.FromSeconds(120));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync(HttpMethod.Get, $"/captcha/{session.Id}.png")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SendAsync(HttpMethod.Get, $"/captcha/{session.Id}.wav")).Status);
    }

    [Fact]
    public async Task Where_there_is_no_captcha_the_answer_is_always_the_same()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = host.Visitor();
        var past = await host.World.IdentifiedAsync();
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var id in (string[])[past.Id, Secrets.NewId(), "x", new string('a', 300), "..%2F.."])
        {
            var seen = await visitor.GetAsync($"/captcha/{id}.wav");
            answers.Add((seen.Status, seen.Body));
        }

        Assert.Equal(HttpStatusCode.NotFound, Assert.Single(answers.Distinct()).Item1);
    }

    [Fact]
    [Rule("D-29")]
    public async Task A_captcha_is_not_drawn_for_ever()
    {
        await using var host = await PagesHost.StartAsync(new TestWorld(Policy.For(Baseline.Entra)));
        using var visitor = host.Visitor();
        var session = await AskedAsync(host.World);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            statuses.Add((await visitor.SendAsync(HttpMethod.Get, $"/captcha/{session.Id}.png")).Status);
        }

        Assert.All(statuses[..20], status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[20]);
    }

    private static async Task<RecoverySession> AskedAsync(TestWorld world)
    {
        await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), CancellationToken.None);
        return await world.SessionAsync(world.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id);
    }
}
