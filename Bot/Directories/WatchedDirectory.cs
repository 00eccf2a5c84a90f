using System.Diagnostics;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Telemetry;

namespace SsprBot.Directories;

/// <summary>
/// A directory whose failures do not spread: each call has its time, so many are under way at once and no more, and while it is down it is not
/// asked at all, so that people are told at once and it can recover in peace.
/// </summary>
internal sealed class WatchedDirectory(string name, IDirectory directory, DirectorySettings settings, Switches switches, TimeProvider time, ILogger<WatchedDirectory> log) : IDirectory
{
    private readonly ResiliencePipeline _calls = PipelineOf(name, settings, time, log, new Lamp(name).Show);

    public Task<Found> FindAsync(string userId, CancellationToken ct) =>
        AskAsync("find", call => directory.FindAsync(userId, call), found => found is Found.Unavailable, new Found.Unavailable(), ct);

    public Task<Found> ReadAsync(string accountId, CancellationToken ct) =>
        AskAsync("read", call => directory.ReadAsync(accountId, call), found => found is Found.Unavailable, new Found.Unavailable(), ct);

    public Task<DirectoryRules> RulesAsync(Account account, CancellationToken ct) =>
        AskAsync("rules", call => directory.RulesAsync(account, call), _ => false, DirectoryRules.None, ct);

    public Task<DirectoryWrite> SetPasswordAsync(Account account, Password password, CancellationToken ct) =>
        WriteAsync("set", call => directory.SetPasswordAsync(account, password, call), ct);

    public Task<DirectoryWrite> UnlockAsync(Account account, CancellationToken ct) => WriteAsync("unlock", call => directory.UnlockAsync(account, call), ct);

    public Task<DirectoryWrite> ChangePasswordAsync(Account account, Password current, Password password, CancellationToken ct) =>
        WriteAsync("change", call => directory.ChangePasswordAsync(account, current, password, call), ct);

    public Task<bool?> IsPasswordAsync(Account account, Password password, CancellationToken ct) =>
        AskAsync("compare", call => directory.IsPasswordAsync(account, password, call), isRight => isRight is null, null, ct);

    public bool Offers(Goal goal, string userId) => directory.Offers(goal, userId);

    public async Task EndSessionsAsync(Account account, CancellationToken ct)
    {
        if (!await AskAsync("end-sessions", EndAsync, _ => false, whenDown: false, ct))
        {
            throw new IOException("The directory could not end the sessions.");
        }

        async Task<bool> EndAsync(CancellationToken call)
        {
            await directory.EndSessionsAsync(account, call);
            return true;
        }
    }

    private static ResiliencePipeline PipelineOf(string name, DirectorySettings settings, TimeProvider time, ILogger log, Action<bool> tell)
    {
        var breaks = new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 5,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(60),
            ShouldHandle = call => ValueTask.FromResult(call.Outcome switch
            {
                { Exception: null, Result: Answer { IsFailure: var isFailure } } => isFailure,
                { Exception: RateLimiterRejectedException or OperationCanceledException } => false,
                _ => true,
            }),
            OnOpened = opened =>
            {
                log.DirectoryIsDown(name, opened.BreakDuration.TotalSeconds);
                tell(true);
                return ValueTask.CompletedTask;
            },
            OnClosed = _ =>
            {
                log.DirectoryIsBack(name);
                tell(false);
                return ValueTask.CompletedTask;
            },
        };
        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(breaks)
            .AddConcurrencyLimiter(settings.CallsAtOnce, queueLimit: settings.CallsAtOnce)
            .AddTimeout(settings.CallLimit)
            .Build();
    }

    // A write that was cut off may have been done; one that was never sent was not.
    private Task<DirectoryWrite> WriteAsync(string what, Func<CancellationToken, Task<DirectoryWrite>> write, CancellationToken ct) => AskAsync(
        what, write, written => written is DirectoryWrite.Unavailable or DirectoryWrite.Unknown, new DirectoryWrite.Unavailable(), ct, new DirectoryWrite.Unknown());

    /// <param name="what">A closed word, for the record.</param>
    /// <param name="whenDown">The answer where the directory was not asked.</param>
    /// <param name="whenLost">The answer where it was, and failed or took too long; <paramref name="whenDown"/> where that is the same.</param>
    private async Task<T> AskAsync<T>(string what, Func<CancellationToken, Task<T>> ask, Func<T, bool> isFailure, T whenDown, CancellationToken ct, T? whenLost = default)
    {
        if (switches.IsOff(Domain.Switch.Directory(name)))
        {
            return whenDown;
        }

        using var span = Signals.Begin(what, ActivityKind.Client)?.SetTag("sspr.directory", name).SetTag("db.operation.name", what);
        var began = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var answer = await _calls.ExecuteAsync(async call => AnswerOf(await ask(call), isFailure), ct);
            outcome = answer.IsFailure ? "failed" : "answered";
            return answer.Given;
        }
        catch (Exception notAsked) when (notAsked is BrokenCircuitException or RateLimiterRejectedException)
        {
            outcome = "not-asked";
            return whenDown;
        }
        catch (Exception accident) when (accident is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.CallFailed(name, accident.GetType().Name);
            return whenLost ?? whenDown;
        }
        finally
        {
            span?.SetTag("sspr.outcome", outcome);
            Signals.Directory(time.GetElapsedTime(began), name, what, outcome);
        }
    }

    private static Answer<T> AnswerOf<T>(T given, Func<T, bool> isFailure) => new(given, isFailure(given));

    /// <summary>Opened again while it is open, a breaker is not twice down.</summary>
    private sealed class Lamp(string name)
    {
        private bool _isDown;

        public void Show(bool isDown)
        {
            if (_isDown != isDown)
            {
                _isDown = isDown;
                Signals.DirectoryDown(name, isDown);
            }
        }
    }

    private abstract record Answer(bool IsFailure);

    private sealed record Answer<T>(T Given, bool IsFailure) : Answer(IsFailure);
}
