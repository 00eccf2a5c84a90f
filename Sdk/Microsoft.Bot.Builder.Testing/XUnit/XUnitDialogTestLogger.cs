using System.Diagnostics;
using System.Globalization;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Xunit.Abstractions;
using Activity = Microsoft.Bot.Schema.Activity;

namespace Microsoft.Bot.Builder.Testing.XUnit;

/// <summary>Writes the conversation to the output of a test.</summary>
public class XUnitDialogTestLogger : IMiddleware
{
    private const string StartedKey = "XUnitDialogTestLogger.Started";

    public XUnitDialogTestLogger(ITestOutputHelper xunitOutputHelper)
    {
        Output = xunitOutputHelper;
    }

    protected ITestOutputHelper Output { get; }

    public async Task OnTurnAsync(ITurnContext context, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        context.TurnState[StartedKey] = Stopwatch.GetTimestamp();
        await LogIncomingActivityAsync(context, context.Activity, cancellationToken).ConfigureAwait(false);
        context.OnSendActivities(async (turn, activities, send) =>
        {
            var responses = await send().ConfigureAwait(false);
            foreach (var activity in activities)
            {
                await LogOutgoingActivityAsync(turn, activity, cancellationToken).ConfigureAwait(false);
            }

            return responses;
        });
        await next(cancellationToken).ConfigureAwait(false);
    }

    protected virtual Task LogIncomingActivityAsync(ITurnContext context, Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        Log("User:  ", activity, $"Text = {activity.Text}");
        Output.WriteLine($"       -> ts: {Now}");
        return Task.CompletedTask;
    }

    protected virtual Task LogOutgoingActivityAsync(ITurnContext context, Activity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(activity);
        Log("Bot:   ", activity, $"Text = {activity.Text}\r\n       Speak = {activity.Speak}\r\n       InputHint = {activity.InputHint}");
        var elapsed = context.TurnState.TryGetValue(StartedKey, out var started) ? Stopwatch.GetElapsedTime((long)started) : TimeSpan.Zero;
        Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       -> ts: {Now} elapsed: {elapsed.TotalMilliseconds:N0} ms"));
        return Task.CompletedTask;
    }

    // What is no message is shown whole.
    private void Log(string who, Activity activity, string message)
    {
        if (activity.Type == ActivityTypes.Message)
        {
            Output.WriteLine($"\r\n{who}{message}");
            return;
        }

        Output.WriteLine($"\r\n{who}Activity = ActivityTypes.{activity.Type}");
        Output.WriteLine(JsonConvert.SerializeObject(activity, Formatting.Indented));
    }

    private static string Now => DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
