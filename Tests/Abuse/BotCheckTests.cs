using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using SsprBot.Domain;
using SsprBot.Host;
using Xunit;
using static SsprBot.Abuse.AttackedHost;

namespace SsprBot.Abuse;

/// <summary>A host that asks for a picture.</summary>
public sealed class PictureHost() : SharedHost("--Policy:BotCheck=Captcha");

/// <summary>A host that asks for a proof of work.</summary>
public sealed class WorkHost() : SharedHost("--Policy:BotCheck=ProofOfWork");

/// <summary>Programs that try to pass for people.</summary>
public sealed class BotCheckTests(PictureHost pictures, WorkHost works) : IClassFixture<PictureHost>, IClassFixture<WorkHost>
{
    private const string Again = "Those were not the characters.";
    private const string Passed = "Now let's make sure it is you.";

    [Fact]
    [Rule("D-29")]
    public async Task A_picture_of_another_visit_or_of_before_is_not_read()
    {
        var host = pictures.AnotherDay();
        var (one, other) = (await host.VisitorAsync(), await host.VisitorAsync());
        var first = await AskedAsync(host, one);
        var others = await AskedAsync(host, other);
        Assert.Contains(Again, await one.SayAsync(others.Text), StringComparison.Ordinal);
        Assert.Contains(Again, await one.SayAsync(first.Text), StringComparison.Ordinal);
        Assert.Contains(Again, await one.SayAsync(new string(' ', 50) + others.Text), StringComparison.Ordinal);
        await one.SayAsync("resend");

        // The fifth wrong answer ends it, whatever is right afterwards.
        var last = (await OpenAsync(host)).Except([others]).Single();
        Assert.Contains("I could not make out that you are a person", await one.SayAsync(others.Text), StringComparison.Ordinal);
        Assert.DoesNotContain(Passed, await one.SayAsync(last.Text), StringComparison.Ordinal);
        Assert.Contains(Passed, await other.SayAsync(others.Text), StringComparison.Ordinal);
        await AskedAsync(host, one);
        Assert.Contains(Again, await one.SayAsync(others.Text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(119_999, Passed)]
    [InlineData(120_000, Again)]
    [Rule("D-29")]
    public async Task A_picture_ends_by_its_time(int milliseconds, string answer)
    {
        var host = pictures.AnotherDay();
        var person = await host.VisitorAsync();
        var asked = await AskedAsync(host, person);

        host.Skip(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Contains(answer, await person.SayAsync(asked.Text), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-29")]
    public async Task Work_that_is_too_little_or_was_done_for_another_visit_counts_for_nothing()
    {
        var host = works.AnotherDay();
        var (one, other) = (await host.VisitorAsync(), await host.VisitorAsync());
        var others = await AskedAsync(host, other);
        var own = await AskedAsync(host, one);

        foreach (var typed in (string[])[Worked(own.Text, bits => bits is 15), Worked(others.Text, bits => bits >= 16), "-" + Worked(own.Text, bits => bits >= 16), ""])
        {
            await one.SayAsync(typed);
            Assert.NotEqual(own, own = (await OpenAsync(host)).Single(open => open.Text != others.Text));
        }

        var (late, done) = (others.Text, Worked(own.Text, bits => bits >= 16));
        Assert.Contains(Passed, await one.SayAsync(done), StringComparison.Ordinal);
        host.Skip(TimeSpan.FromSeconds(120));
        Assert.DoesNotContain(Passed, await other.SayAsync(Worked(late, bits => bits >= 16)), StringComparison.Ordinal);
    }

    private static async Task<BotChallenge> AskedAsync(AttackedHost host, ChatPerson person)
    {
        var before = await OpenAsync(host);
        await person.SayAsync("I forgot my password");
        await person.SayAsync(Anna);
        return (await OpenAsync(host)).Except(before).Single();
    }

    private static async Task<IReadOnlyList<BotChallenge>> OpenAsync(AttackedHost host) => await host.Get<Vault>().Sessions.ReadAllAsync(CancellationToken.None)
        .Where(session => session.Value.IsLive(host.Time.GetUtcNow()) && session.Value.BotChallenge is not null)
        .Select(session => session.Value.BotChallenge!)
        .ToArrayAsync();

    private static string Worked(string salt, Func<int, bool> isMeant) => Enumerable.Range(0, int.MaxValue)
        .Select(number => number.ToString(CultureInfo.InvariantCulture))
        .First(number => isMeant(BitsOf(SHA256.HashData(Encoding.ASCII.GetBytes($"{salt}:{number}")))));

    private static int BitsOf(byte[] hash) => BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash));
}
