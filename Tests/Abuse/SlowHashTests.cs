using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Many strangers who make the host compute slow hashes at the same moment.</summary>
public sealed class SlowHashTests
{
    private const string Busy = "Many people need me at this moment";

    [Fact]
    [Rule("D-63")]
    public async Task Of_sixty_who_answer_at_the_same_moment_some_hear_to_come_later_and_lose_nothing()
    {
        await using var host = await AttackedHost.StartAsync(
            "--Policy:Questions:Enabled=true", "--Policy:Methods:0=SecurityQuestions", "--Policy:Gates=1", "--Policy:Limits:StartsPerSender=1000", "--Policy:Limits:UserIdsPerSender=1000");
        var crowd = new List<ChatPerson>();
        for (var number = 0; number < 60; number++)
        {
            var person = await host.VisitorAsync();
            await person.SayAsync("I forgot my password");
            await person.SayAsync($"nobody{number}@contoso.test");
            Assert.Contains("Question 1 of 3", await person.SayAsync("Answer my security questions"), StringComparison.Ordinal);
            crowd.Add(person);
        }

        var heard = await Task.WhenAll(crowd.Select(person => person.SayAsync("an answer of mine")));

        Assert.All(heard, said => Assert.True(said.Contains(Busy, StringComparison.Ordinal) || said.Contains("Question 2 of 3", StringComparison.Ordinal), said));
        var turnedAway = Array.FindIndex(heard, said => said.Contains(Busy, StringComparison.Ordinal));
        Assert.NotEqual(-1, turnedAway);
        Assert.Contains("Question 2 of 3", await crowd[turnedAway].SayAsync("an answer of mine"), StringComparison.Ordinal);
    }
}
