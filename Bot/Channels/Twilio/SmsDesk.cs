using Microsoft.Bot.Builder;
using SsprBot.Domain;
using SsprBot.Texts;

namespace SsprBot.Channels.Twilio;

/// <summary>Takes each text: what it means whatever is being asked, and else what the bot makes of it.</summary>
internal sealed class SmsDesk(SmsAdapter adapter, SmsNumbers numbers, TextDenial denial, Budget budget, Organisation organisation, IBot bot, ILogger<SmsDesk> log)
{
    public async Task TakeAsync(IncomingText text, CancellationToken ct)
    {
        if (!budget.MayAnswer(text.From))
        {
            log.NumberNotAnswered();
            return;
        }

        var keyword = SmsWords.KeywordOf(text);
        var conversation = numbers.NameOf(text.From);
        if (keyword is SmsKeyword.Stop)
        {
            await StopAsync(text, conversation, ct);
            return;
        }

        if (keyword is SmsKeyword.Start)
        {
            await numbers.StartAsync(conversation, ct);
        }

        if (await numbers.IsStoppedAsync(conversation, ct))
        {
            return;
        }

        if (!await numbers.TryCountAsync(conversation, ct))
        {
            log.TooManyTexts();
            return;
        }

        await AnswerAsync(text, keyword, ct);
    }

    private async Task AnswerAsync(IncomingText text, SmsKeyword keyword, CancellationToken ct)
    {
        if (keyword is SmsKeyword.No && await denial.TryDenyAsync(text.From, ct))
        {
            await SayAsync(text, [Say.SmsDenied()], toBot: false, ct);
            return;
        }

        Activity[] first =
        [
            .. keyword is SmsKeyword.Help && text.OptOut.Length == 0 ? [Say.SmsHelp(organisation)] : (Activity[])[],
            .. text.HasMedia ? [Say.SmsNoPictures()] : (Activity[])[],
        ];
        await SayAsync(text, first, toBot: !text.HasMedia || text.Words.Length > 0, ct);
    }

    // Once is enough, and not at all where Twilio has said it.
    private async Task StopAsync(IncomingText text, string conversation, CancellationToken ct)
    {
        if (await numbers.StopAsync(conversation, ct) && text.OptOut.Length == 0)
        {
            await adapter.ProcessAsync(text, Playing([Say.SmsStopped(organisation.Name)], toBot: false), SaidWhenStopped.All, ct);
        }
    }

    private Task SayAsync(IncomingText text, Activity[] first, bool toBot, CancellationToken ct) =>
        adapter.ProcessAsync(text, Playing(first, toBot), SaidWhenStopped.Nothing, ct);

    private BotCallbackHandler Playing(Activity[] first, bool toBot) => async (turn, ct) =>
    {
        foreach (var said in first)
        {
            await turn.SendActivityAsync(said, ct);
        }

        if (toBot)
        {
            await bot.OnTurnAsync(turn, ct);
        }
    };
}
