using System.Diagnostics;
using Microsoft.Bot.Schema;
using Activity = Microsoft.Bot.Schema.Activity;

namespace Microsoft.Bot.Builder.Adapters;

public delegate void ValidateReply(IActivity expected, IActivity actual);

/// <summary>
/// An exchange with a bot, step by step; nothing happens before <see cref="StartTestAsync"/>. Each method returns a new flow that has one step more.
/// Timeouts are in milliseconds.
/// </summary>
public class TestFlow
{
    private readonly TestAdapter _adapter;
    private readonly BotCallbackHandler _callback;
    private readonly Func<Task> _steps;

    public TestFlow(TestAdapter adapter, BotCallbackHandler callback = null)
    {
        _adapter = adapter;
        _callback = callback;
        _steps = () => Task.CompletedTask;
    }

    public TestFlow(Task task, TestFlow flow)
        : this(() => task ?? Task.CompletedTask, flow)
    {
    }

    public TestFlow(Func<Task> getTask, TestFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        _adapter = flow._adapter;
        _callback = flow._callback;
        _steps = getTask;
    }

    public TestFlow(TestAdapter adapter, IBot bot)
        : this(adapter, bot.OnTurnAsync)
    {
    }

    public Task StartTestAsync() => _steps();

    public TestFlow Send(string userSays)
    {
        ArgumentNullException.ThrowIfNull(userSays);
        return Then(() => _adapter.SendTextToBotAsync(userSays, _callback, CancellationToken.None));
    }

    /// <summary>The user joins the conversation.</summary>
    public TestFlow SendConversationUpdate() => Then(() =>
    {
        var update = new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [_adapter.Conversation.User], MembersRemoved = [] };
        return _adapter.ProcessActivityAsync(update, _callback);
    });

    public TestFlow Send(IActivity userActivity)
    {
        ArgumentNullException.ThrowIfNull(userActivity);
        return Then(() => _adapter.ProcessActivityAsync((Activity)userActivity, _callback));
    }

    public TestFlow Delay(uint ms) => Delay(TimeSpan.FromMilliseconds(ms));

    public TestFlow Delay(TimeSpan timespan) => Then(() => Task.Delay(timespan));

    public TestFlow AssertReply(string expected, string description = null, uint timeout = 3000) =>
        AssertReply(_adapter.MakeActivity(expected), description ?? expected, timeout);

    public TestFlow AssertReplyContains(string expected, string description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            var text = reply.AsMessageActivity()?.Text;
            Require(text?.Contains(expected, StringComparison.Ordinal) == true, description, expected, text);
        },
        description,
        timeout);

    public TestFlow AssertReply(IActivity expected, string description = null, uint timeout = 3000) => AssertReply(
        reply =>
        {
            Require(expected.Type == reply.Type, description, expected.Type, reply.Type);
            if (expected.AsMessageActivity() is { } message)
            {
                Require(message.Text?.Trim() == reply.AsMessageActivity().Text?.Trim(), description, message.Text, reply.AsMessageActivity().Text);
            }
        },
        description,
        timeout);

    public TestFlow AssertReply(IActivity expected, IEqualityComparer<IActivity> equalityComparer, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(equalityComparer);
        return AssertReply(reply => Require(equalityComparer.Equals(expected, reply), description, expected.Type, reply.Type), description, timeout);
    }

    public TestFlow AssertReply(Action<IActivity> validateActivity, string description = null, uint timeout = 3000) => Then(async () =>
    {
        using var patience = Patience(timeout);
        IActivity reply;
        try
        {
            reply = await _adapter.GetNextReplyAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException waited)
        {
            throw new TimeoutException($"{timeout}ms Timed out waiting for:'{description}'", waited);
        }

        validateActivity(reply);
    });

    public TestFlow AssertNoReply(string description = null, uint timeout = 3000) => Then(async () =>
    {
        using var patience = Patience(timeout);
        IActivity reply;
        try
        {
            reply = await _adapter.GetNextReplyAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Require(false, description, "no reply", reply.AsMessageActivity()?.Text ?? reply.Type);
    });

    public TestFlow Test(string userSays, string expected, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Send(userSays).AssertReply(expected, description, timeout);
    }

    public TestFlow Test(string userSays, Activity expected, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Send(userSays).AssertReply(expected, description, timeout);
    }

    public TestFlow Test(string userSays, Action<IActivity> validateActivity, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(validateActivity);
        return Send(userSays).AssertReply(validateActivity, description, timeout);
    }

    /// <summary>Activities whose sender has the role of a bot are expected; the others are sent.</summary>
    public TestFlow Test(IEnumerable<IActivity> activities, string description = null, uint timeout = 3000) =>
        Follow(activities, (flow, expected) => flow.AssertReply(expected, description, timeout));

    public TestFlow Test(IEnumerable<IActivity> activities, ValidateReply validateReply, string description = null, uint timeout = 3000) =>
        Follow(activities, (flow, expected) => flow.AssertReply(actual => validateReply(expected, actual), description, timeout));

    public TestFlow AssertReplyOneOf(string[] candidates, string description = null, uint timeout = 3000)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        return AssertReply(
            reply =>
            {
                var text = reply.AsMessageActivity()?.Text;
                Require(candidates.Contains(text), description, string.Join(" | ", candidates), text);
            },
            description,
            timeout);
    }

    private static CancellationTokenSource Patience(uint timeout) =>
        Debugger.IsAttached ? new CancellationTokenSource() : new CancellationTokenSource(TimeSpan.FromMilliseconds(timeout));

    private static void Require(bool asExpected, string description, string expected, string received)
    {
        if (!asExpected)
        {
            throw new InvalidOperationException($"{(description is null ? string.Empty : $"{description}:\n")}Expected:{expected}\nReceived:{received}");
        }
    }

    private TestFlow Then(Func<Task> step) => new(
        async () =>
        {
            await _steps().ConfigureAwait(false);
            await step().ConfigureAwait(false);
        },
        this);

    private TestFlow Follow(IEnumerable<IActivity> activities, Func<TestFlow, IActivity, TestFlow> expect)
    {
        ArgumentNullException.ThrowIfNull(activities);
        return activities.Aggregate(this, (flow, activity) => string.Equals(activity.From?.Role, RoleTypes.Bot, StringComparison.OrdinalIgnoreCase) ? expect(flow, activity) : flow.Send(activity));
    }
}
