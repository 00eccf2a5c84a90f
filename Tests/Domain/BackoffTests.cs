using Xunit;

namespace SsprBot.Domain;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 40)]
    [InlineData(5, 60)]
    [InlineData(6, 60)]
    [InlineData(1_000_000, 60)]
    public void Each_pause_is_twice_as_long_up_to_the_longest(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)).After(failures));

    [Fact]
    public void Twenty_doublings_are_the_most() =>
        Assert.Equal(TimeSpan.FromTicks(1 << 20), new Backoff(TimeSpan.FromTicks(1), TimeSpan.MaxValue).After(50));
}
