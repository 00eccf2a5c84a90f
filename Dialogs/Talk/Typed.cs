using Microsoft.Bot.Builder;
using SsprBot.Domain;

namespace SsprBot.Talk;

/// <summary>
/// What a person typed in this turn. It is taken out of the activity before anything else sees it, and put back only by a question whose
/// answer is no secret: what nobody asked for is never echoed, stored or logged.
/// </summary>
public sealed class Typed(Activity activity, string text, string? nonce)
{
    /// <summary>What stands in the activity instead.</summary>
    public const string Hidden = "••••••";

    public string Text => text;

    /// <summary>The mark of the card that was submitted; null for typed words.</summary>
    public string? Nonce => nonce;

    /// <summary>The secret that was found in words that were not asked for.</summary>
    public Leak Leaked { get; private set; }

    /// <returns>Null when this turn is no message.</returns>
    public static Typed? In(ITurnContext turn) => turn.TurnState.Get<Typed>();

    /// <summary>Takes the words out of the activity and keeps them for this turn only.</summary>
    public static void Take(ITurnContext turn, string text, string? nonce)
    {
        turn.TurnState.Set(new Typed(turn.Activity, text, nonce));
        turn.Activity.Text = Hidden;
        turn.Activity.Value = null;
    }

    /// <summary>Puts the words back: they may be shown in the chat.</summary>
    public void Show() => activity.Text = text;

    /// <summary>Puts back words that nobody asked for when they can hardly be a secret: letters, spaces and the signs of a sentence.</summary>
    public void ShowIfHarmless()
    {
        if (!Leaks.MayBeIn(text) && text.All(c => char.IsLetter(c) || c is ' ' or '.' or ',' or '!' or '?' or '\'' or '’'))
        {
            Show();
        }
    }

    /// <summary>Puts back words that were asked for, but for a secret among them.</summary>
    public void ShowIfNoSecret()
    {
        if (!Leaks.MayBeIn(text))
        {
            Show();
        }
    }

    /// <summary>Looks for a secret in words that were not asked for.</summary>
    /// <param name="name">A user ID was asked for.</param>
    public Leak FindLeak(bool name = false) => Leaked = Leaks.In(text, name);

    public override string ToString() => Hidden;
}
