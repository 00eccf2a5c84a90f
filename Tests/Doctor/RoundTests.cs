using Microsoft.Extensions.Time.Testing;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Doctor;

public sealed class RoundTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _told = [];

    [Fact]
    public async Task A_check_that_does_not_end_is_left_when_its_time_is_over()
    {
        var looking = LookAsync(new Check(findings =>
        {
            findings.Ok("It began.");
            return Task.Delay(Timeout.Infinite);
        }));
        Assert.False(looking.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(30));
        await looking;

        Assert.Equal(["Ok some: It began.", "Unknown some: It took too long."], _told);
    }

    [Fact]
    public async Task What_breaks_is_told_without_the_words_of_a_stranger()
    {
        await LookAsync(new Check(_ => throw new FormatException("anna.lima@contoso.test")));
        await LookAsync(new Check(_ => throw new RecordDamagedException("The pepper codes was changed.")));
        await new Round(_time).LookAsync("some", () => throw new InvalidOperationException("The data folder is in use."), finding => _told.Add(Examined.LineOf(finding)));

        Assert.Equal(["Unknown some: It failed with a FormatException.", "Fault some: The pepper codes was changed.", "Unknown some: The data folder is in use."], _told);
    }

    private Task LookAsync(ICheck check) => new Round(_time).LookAsync("some", () => check, finding => _told.Add(Examined.LineOf(finding)));

    private sealed class Check(Func<Findings, Task> look) : ICheck
    {
        public Task LookAsync(Findings findings, CancellationToken ct) => look(findings);
    }
}
