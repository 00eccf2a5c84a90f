using System.Diagnostics;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Activity = Microsoft.Bot.Schema.Activity;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Logs copies of what comes in and goes out, after the turn and whether or not it throws. A logger that throws does not fail the turn.
/// </summary>
public class TranscriptLoggerMiddleware(ITranscriptLogger transcriptLogger) : IMiddleware
{
    private static readonly JsonSerializer Serializer =
        JsonSerializer.Create(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore, MaxDepth = null });

    private readonly ITranscriptLogger _logger = transcriptLogger ?? throw new ArgumentNullException(nameof(transcriptLogger));

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate nextTurn, CancellationToken cancellationToken)
    {
        var transcript = new Queue<IActivity>();
        if (turnContext.Activity is { } incoming && incoming is not { Type: ActivityTypes.Event, Name: ActivityEventNames.ContinueConversation })
        {
            incoming.From ??= new ChannelAccount();
            if (string.IsNullOrEmpty(incoming.From.Role))
            {
                incoming.From.Role = RoleTypes.User;
            }

            transcript.Enqueue(Copy(incoming));
        }

        turnContext.OnSendActivities(async (_, activities, next) =>
        {
            var responses = await next().ConfigureAwait(false);
            foreach (var activity in activities)
            {
                transcript.Enqueue(Copy(activity));
            }

            return responses;
        });
        turnContext.OnUpdateActivity(async (_, activity, next) =>
        {
            var response = await next().ConfigureAwait(false);
            var update = Copy(activity);
            update.Type = ActivityTypes.MessageUpdate;
            transcript.Enqueue(update);
            return response;
        });
        turnContext.OnDeleteActivity(async (_, reference, next) =>
        {
            await next().ConfigureAwait(false);
            var deletion = new Activity(ActivityTypes.MessageDelete, reference.ActivityId) { Timestamp = DateTimeOffset.UtcNow };
            transcript.Enqueue(deletion.ApplyConversationReference(reference));
        });

        try
        {
            await nextTurn(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            while (transcript.TryDequeue(out var activity))
            {
                await LogAsync(activity).ConfigureAwait(false);
            }
        }
    }

    private static Activity Copy(Activity activity)
    {
        var copy = JToken.FromObject(activity, Serializer).ToObject<Activity>(Serializer);
        copy.Timestamp ??= DateTimeOffset.UtcNow;
        if (string.IsNullOrEmpty(copy.Id))
        {
            copy.Id = $"g_{Guid.NewGuid()}";
        }

        return copy;
    }

    private async Task LogAsync(IActivity activity)
    {
        try
        {
            await _logger.LogActivityAsync(activity).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            Trace.TraceError("A transcript was not logged: {0}", failed.GetType());
        }
    }
}
