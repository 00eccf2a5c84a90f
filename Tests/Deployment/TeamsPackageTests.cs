using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SkiaSharp;
using SsprBot.Chats;
using Xunit;

namespace SsprBot.Deployment;

public sealed partial class TeamsPackageTests
{
    private static readonly Dictionary<string, string> Filled = new()
    {
        ["MicrosoftAppId"] = "11111111-2222-4333-8444-555555555555",
        ["Organisation"] = "Contoso",
        ["PublicBaseUrl"] = "https://reset.contoso.com",
        ["PublicHost"] = "reset.contoso.com",
    };

    public static TheoryData<string> Languages => [.. Texts.Words.Languages.Select(language => language.Name)];

    [Fact]
    public void Every_placeholder_is_one_that_the_page_names()
    {
        var used = Placeholder().Matches(File.ReadAllText(Checks.Find("teams/manifest.json"))).Select(match => match.Groups[1].Value).Distinct();

        Assert.Equal(Filled.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
        Assert.All(Filled.Keys, name => Assert.Contains($"`${{{{{name}}}}}`", File.ReadAllText(Checks.Find("teams.md")), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_filled_manifest_is_valid_by_the_published_schema()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Placeholder().Replace(await File.ReadAllTextAsync(Checks.Find("teams/manifest.json")), match => Filled[match.Groups[1].Value]));

        Assert.Empty(await Checks.ReadAsync("manifest", path));
        File.Delete(path);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_language_is_there_and_valid(string language)
    {
        var english = Checks.Json("teams/en.json");
        var translated = Checks.Json($"teams/{language}.json");

        Assert.Empty(await Checks.ReadAsync("localization", Checks.Find($"teams/{language}.json")));
        Assert.Equal(english.Select(text => text.Key), translated.Select(text => text.Key));
    }

    [Fact]
    public void The_manifest_names_every_language_and_says_itself_what_the_default_one_says()
    {
        var manifest = Checks.Json("teams/manifest.json");
        var english = Checks.Json("teams/en.json");
        var named = manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(one => (string)one!["languageTag"]!).Prepend((string)manifest["localizationInfo"]!["defaultLanguageTag"]!);

        Assert.Equal(Texts.Words.Languages.Select(language => language.Name), named);
        Assert.Equal((string?)english["name.short"], (string?)manifest["name"]!["short"]);
        Assert.Equal((string?)english["name.full"], (string?)manifest["name"]!["full"]);
        Assert.Equal((string?)english["description.short"], (string?)manifest["description"]!["short"]);
        Assert.Equal((string?)english["description.full"], (string?)manifest["description"]!["full"]);
        Assert.Equal(Titles(english), Commands(manifest).Select(command => (string)command!["title"]!));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Every_command_is_understood(string language)
    {
        var titles = Titles(Checks.Json($"teams/{language}.json"));
        var answers = new List<string>();
        foreach (var title in titles)
        {
            var chat = new Chat(locale: language);
            await chat.PlayAsync("user: *\n");
            answers.Add(await chat.PlayAsync($"user: {title}\n"));
        }

        // What is not understood is answered with the choice of goals once more.
        var unknown = new Chat(locale: language);
        await unknown.PlayAsync("user: *\n");
        var baffled = await unknown.PlayAsync("user: xyzzy\n");
        Assert.DoesNotContain(baffled, answers);
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void An_icon_has_the_size_that_Teams_asks_for(string name, int size)
    {
        using var picture = SKBitmap.Decode(Checks.Find($"teams/{name}"));

        Assert.Equal((size, size), (picture.Width, picture.Height));
    }

    [Fact]
    public void The_outline_is_white_on_nothing()
    {
        using var picture = SKBitmap.Decode(Checks.Find("teams/outline.png"));

        Assert.Equal(0, picture.GetPixel(0, 0).Alpha);
        Assert.All(picture.Pixels.Where(pixel => pixel.Alpha == byte.MaxValue), pixel => Assert.Equal(SKColors.White, pixel));
        Assert.Contains(picture.Pixels, pixel => pixel.Alpha == byte.MaxValue);
    }

    private static JsonArray Commands(JsonObject manifest) => manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray();

    private static IEnumerable<string> Titles(JsonObject language) =>
        language.Where(text => text.Key.EndsWith("].title", StringComparison.Ordinal)).Select(text => (string)text.Value!);

    [GeneratedRegex(@"\$\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();
}
