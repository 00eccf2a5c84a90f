using System.IO.Compression;
using System.Reflection;
using Microsoft.Playwright;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SsprBot.Abuse;
using SsprBot.Channels.Azure;
using SsprBot.Chats;
using SsprBot.Host;
using SsprBot.Texts;
using SsprBot.World;
using Xunit;

namespace SsprBot.Cards;

/// <summary>The cards in the published renderer: it knows every member of them, and shows the words as they are.</summary>
public sealed class CardsInBrowserTests
{
    // The renderer's pattern for a language remembers where it stopped; a card without one lets it begin anew.
    private const string Read = """
        written => {
          const card = JSON.parse(written);
          new AdaptiveCards.AdaptiveCard().parse({ type: 'AdaptiveCard', lang: '?', body: [] });
          const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
          const read = new AdaptiveCards.AdaptiveCard();
          read.parse(card, context);
          const events = [];
          for (let i = 0; i < context.eventCount; i++) { events.push(context.getEventAt(i).message); }
          return JSON.stringify({ events, written: read.toJSON(context) });
        }
        """;

    private const string Render = """
        ([writtenCards, writtenConfig, dark]) => {
          const [cards, config] = [JSON.parse(writtenCards), JSON.parse(writtenConfig)];
          if (dark) {
            const style = config.containerStyles.default;
            style.backgroundColor = '#292929';
            style.foregroundColors = { default: { default: '#FFFFFF', subtle: '#ADADAD' }, attention: { default: '#E37D80', subtle: '#E37D80' } };
          }

          for (const content of cards) {
            const card = new AdaptiveCards.AdaptiveCard();
            card.hostConfig = new AdaptiveCards.HostConfig(config);
            card.parse(content);
            const frame = document.createElement('div');
            frame.className = 'frame';
            frame.append(card.render());
            document.body.append(frame);
          }
        }
        """;

    private const string Page = """
        <!DOCTYPE html><html lang="en"><title>Cards</title><style>
        body { margin: 12px; background: #f5f5f5; font: 14px/20px 'Segoe UI', system-ui, sans-serif; }
        .frame { max-width: 520px; margin: 0 0 12px; border-radius: 6px; overflow: hidden; box-shadow: 0 1px 3px #0003; }
        .ac-pushButton { font: 600 14px/20px inherit; padding: 5px 16px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; color: #242424; }
        .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
        .ac-input { font: inherit; padding: 6px 10px; border: 1px solid #d1d1d1; border-bottom-color: #616161; border-radius: 4px; background: #fff; color: #242424; }
        .dark { background: #1f1f1f; } .dark .ac-pushButton { background: #292929; border-color: #666; color: #fff; } .dark .ac-pushButton.style-positive { background: #7f85f5; border-color: #7f85f5; color: #000; }
        .dark .ac-input { background: #1f1f1f; border-color: #666; color: #fff; }
        </style><body></body></html>
        """;

    [BrowserFact]
    public async Task The_published_renderer_knows_all_that_our_cards_say()
    {
        await using var browser = await Browser.OpenAsync();
        var page = await PageAsync(browser, 800);
        var cards = await CardsAsync("en-US");
        foreach (var card in cards.Concat(cards.Select(Older)))
        {
            var read = JObject.Parse(await page.EvaluateAsync<string>(Read, JsonConvert.SerializeObject(card)));
            Assert.Empty(read["events"]!.Select(complaint => $"{complaint}"));
            Assert.Empty(Lost(card, read["written"]!));
        }
    }

    [BrowserTheory]
    [InlineData("en-US", 560, false)]
    [InlineData("en-US", 560, true)]
    [InlineData("de-DE", 360, false)]
    public async Task They_fit_wherever_they_are_shown(string language, int width, bool dark)
    {
        await using var browser = await Browser.OpenAsync();
        var page = await PageAsync(browser, width);
        await ShowAsync(page, await CardsAsync(language), dark);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Pictures, $"cards-{language}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    [BrowserFact]
    [Rule("D-74")]
    public async Task Hostile_words_are_shown_and_nothing_is_fetched()
    {
        await using var browser = await Browser.OpenAsync();
        var page = await PageAsync(browser, 560);
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);
        const string Words = "[click](https://evil.example) ![x](http://evil.example/p) <img src=https://evil.example> **bold** ${data}";
        await ShowAsync(page, [TeamsRenderer.Outcome(Words, Words)], false);

        Assert.Equal([Words, Words], await page.Locator(".ac-richTextBlock").AllInnerTextsAsync());
        Assert.Equal(0, await page.Locator(".frame a, .frame img, .frame strong").CountAsync());
        Assert.Empty(fetched);
    }

    private static async Task ShowAsync(IPage page, IEnumerable<JObject> cards, bool dark)
    {
        if (dark)
        {
            await page.EvaluateAsync("document.body.classList.add('dark')");
        }

        var config = await File.ReadAllTextAsync(Path.Combine(BotProcess.Root, "Tests", "Cards", "host-config.json"));
        await page.EvaluateAsync(Render, new object[] { JsonConvert.SerializeObject(cards), config, dark });
    }

    /// <summary>The members of a card that were not understood.</summary>
    private static IEnumerable<string> Lost(JToken sent, JToken? understood) => sent switch
    {
        JObject members => understood is JObject known
            ? members.Properties().Where(member => member.Name is not ("$schema" or "data" or "fallback")).SelectMany(member => Lost(member.Value, known[member.Name]))
            : [sent.Path],
        JArray items => understood is JArray known && known.Count == items.Count ? items.SelectMany((item, at) => Lost(item, known[at])) : [sent.Path],
        _ => understood is not null && string.Equals($"{sent}", $"{understood}", StringComparison.OrdinalIgnoreCase) ? [] : [sent.Path],
    };

    /// <summary>The card as a client sees it that falls back.</summary>
    private static JObject Older(JObject card)
    {
        var older = (JObject)card.DeepClone();
        foreach (var action in older.SelectTokens("$..actions[*]").Where(action => action["fallback"] is not null).ToArray())
        {
            action.Replace(action["fallback"]!);
        }

        return older;
    }

    private static async Task<IReadOnlyList<JObject>> CardsAsync(string language)
    {
        var chat = new TeamsChat(new TestWorld(), language);
        var culture = Words.For(language);
        await chat.SayAsync("hi");
        await chat.PressAsync(Words.In(culture, "Goal_Reset"));
        await chat.PressAsync(Words.In(culture, "GateMethod_EmailAlternate"));
        await chat.FillAsync(chat.World.LastCode(), Words.In(culture, "CaptchaContinue"));
        await chat.PressAsync(Words.In(culture, "GateMethod_TextMobile"));
        await chat.FillAsync(TestWorld.AnnasPhone.Value, Words.In(culture, "CaptchaContinue"));
        await chat.FillAsync(chat.World.LastCode(), Words.In(culture, "CaptchaContinue"));
        return chat.Cards;
    }

    private static async Task<IPage> PageAsync(Browser browser, int width)
    {
        var page = await browser.PageAsync(new Uri("http://localhost"), width: width);
        await page.SetContentAsync(Page);
        await using var packed = Assembly.GetExecutingAssembly().GetManifestResourceStream("Cards/adaptivecards.js.gz")!;
        using var script = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        await page.AddScriptTagAsync(new() { Content = await script.ReadToEndAsync() });
        return page;
    }
}
