using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace SsprBot.Doctor;

public sealed class ClockCheckTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, 500, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Ok clock: The clock goes as that of the storage.")]
    [InlineData(-5, "Ok clock: The clock goes as that of the storage.")]
    [InlineData(8, "Warning clock: The clock is 8 seconds away from that of the storage.")]
    [InlineData(-20, "Warning clock: The clock is 19 seconds away from that of the storage.")]
    [InlineData(40, "Fault clock: The clock is 40 seconds away from that of the storage: codes of authenticator apps are refused.")]
    [InlineData(null, "Unknown clock: What time it is at the storage is not known.")]
    public async Task A_clock_that_goes_wrong_is_found_by_another_one(int? seconds, string line) => Assert.Equal(
        [line], await Examined.ByAsync(new ClockCheck([new Clock(seconds is { } apart ? s_now.AddSeconds(apart) : null)], [], new FakeTimeProvider(s_now)), "clock"));

    [Fact]
    public async Task Where_nobody_tells_the_time_there_is_nothing_to_compare() => Assert.Equal(
        ["NotSetUp clock: Neither the storage nor a directory says what time it is there."], await Examined.ByAsync(new ClockCheck([], [], new FakeTimeProvider(s_now)), "clock"));

    private sealed class Clock(DateTimeOffset? told) : IOtherClock
    {
        public Task<DateTimeOffset?> TimeAsync(CancellationToken ct) => Task.FromResult(told);
    }
}
