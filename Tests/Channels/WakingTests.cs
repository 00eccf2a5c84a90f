using Microsoft.Bot.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Turn;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels;

/// <summary>How conversations are woken, whatever their channel.</summary>
public sealed class WakingTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_channel_that_hangs_holds_up_no_other()
    {
        var hanging = new Waker("msteams", [], _ => new TaskCompletionSource().Task);
        var other = new Waker("directline", [], _ => Task.CompletedTask);
        var callbacks = new Callbacks([hanging, other]);
        using var worker = await StartAsync(callbacks);

        for (var i = 0; i < 100; i++)
        {
            await callbacks.WakeAsync(Chat("msteams"), CancellationToken.None);
        }

        await callbacks.WakeAsync(Chat("directline"), CancellationToken.None);

        await other.Done.WaitAsync(Waiting.Patience);
    }

    [Fact]
    public async Task A_channel_that_fails_is_tried_again_after_each_wait_and_then_no_more()
    {
        var failing = new Waker("msteams", [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)], _ => throw new HttpRequestException("down"));
        var callbacks = new Callbacks([failing]);
        using var worker = await StartAsync(callbacks);
        await callbacks.WakeAsync(Chat("msteams"), CancellationToken.None);

        for (var steps = 0; failing.Tries.Count < 3 && steps < 3000; steps++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5);
        }

        var tries = failing.Tries;
        Assert.Equal(3, tries.Count);
        Assert.True(tries[1] - tries[0] >= TimeSpan.FromMinutes(1));
        Assert.True(tries[2] - tries[1] >= TimeSpan.FromMinutes(5));
        _time.Advance(TimeSpan.FromHours(1));
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(3, failing.Tries.Count);
    }

    private static ChatAddress Chat(string channel) => new(channel, "c", "u", "en");

    private async Task<CallbackWorker> StartAsync(Callbacks callbacks)
    {
        foreach (var waker in callbacks.Lanes.Select(lane => lane.Waker).OfType<Waker>())
        {
            waker.Time = _time;
        }

        var worker = new CallbackWorker(callbacks, new SilentBot(), _time, NullLogger<CallbackWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        return worker;
    }

    private sealed class Waker(string channel, TimeSpan[] waits, Func<ChatAddress, Task> wake) : IWaker
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeProvider Time { get; set; } = TimeProvider.System;

        public List<DateTimeOffset> Tries { get; } = [];

        public Task Done => _done.Task;

        public IReadOnlyList<TimeSpan> Waits => waits;

        public bool Serves(ChatAddress chat) => chat.Channel == channel;

        public async Task WakeAsync(ChatAddress chat, BotCallbackHandler callback, CancellationToken ct)
        {
            lock (Tries)
            {
                Tries.Add(Time.GetUtcNow());
            }

            await wake(chat);
            _done.TrySetResult();
        }
    }

    private sealed class SilentBot : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
