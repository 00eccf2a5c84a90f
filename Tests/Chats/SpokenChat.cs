using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using SsprBot.Domain;
using SsprBot.Talk;
using SsprBot.Turn;
using SsprBot.World;

namespace SsprBot.Chats;

/// <summary>A conversation on a channel where everything is said: who presses a button says its title.</summary>
internal abstract class SpokenChat : ISessionClock, IPlayedChat
{
    private readonly TestAdapter _adapter;
    private readonly PasswordBot _bot;

    protected SpokenChat(TestWorld world, Visitor visitor, IRenderer renderer)
    {
        World = world;
        (_bot, _, var threads) = TestBot.Of(world, this);
        _adapter = new TestAdapter(visitor.Chat.Channel) { Locale = "en-US" };
        _adapter.Use(new VisitorMiddleware(visitor));
        _adapter.Use(new RenderMiddleware([renderer]));
        _adapter.Use(new LanguageMiddleware(threads));
        _adapter.Use(new InputMiddleware());
    }

    public TestWorld World { get; }

    public Task<string> SayAsync(string words) => TurnAsync(_adapter.MakeActivity(words));

    public virtual Task<string> PressAsync(string title) => SayAsync(title);

    public Task<string> FillAsync(string words) => SayAsync(words);

    public Task<string> WakeAsync(string name)
    {
        var wake = _adapter.MakeActivity();
        (wake.Type, wake.Name) = (ActivityTypes.Event, name);
        return TurnAsync(wake);
    }

    public abstract Task<LinkOpening> OpenPageAsync();

    public void Watch(RecoverySession session)
    {
    }

    /// <returns>What a person sees of what the bot said in one turn.</returns>
    protected abstract string Show(IReadOnlyList<Activity> said);

    private async Task<string> TurnAsync(Activity activity)
    {
        await _adapter.ProcessActivityAsync(activity, _bot.OnTurnAsync, CancellationToken.None);
        var said = new List<Activity>();
        while (_adapter.ActiveQueue.TryDequeue(out var message))
        {
            said.Add(message);
        }

        return Show(said);
    }

    private sealed class VisitorMiddleware(Visitor visitor) : IMiddleware
    {
        public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            turnContext.TurnState.Set(visitor);
            return next(cancellationToken);
        }
    }
}
