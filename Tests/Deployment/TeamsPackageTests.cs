using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SkiaSharp;
using SsprBot.Chats;
using SsprBot.Host;
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
    public async Task The_product_fills_the_package_which_is_valid_by_the_published_schema()
    {
        var folder = Directory.CreateTempSubdirectory("sspr-teams-").FullName;
        var (exitCode, output) = await BotProcess.ToolAsync(
            $"teams package {folder}/sspr.zip",
            settings:
            [
                ("MicrosoftAppId", Filled["MicrosoftAppId"]), ("MicrosoftAppTenantId", Filled["MicrosoftAppId"]), ("MicrosoftAppPassword", "not asked for"),
                ("Web__PublicBaseUrl", "https://reset.contoso.com/"), ("Organisation__Name", "Contoso \"East\""),
            ]);
        Assert.Equal((0, $"{folder}/sspr.zip can be uploaded in the Teams admin center."), (exitCode, output.Trim()));
        await ZipFile.ExtractToDirectoryAsync($"{folder}/sspr.zip", folder);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync($"{folder}/manifest.json"))!;

        Assert.Empty(await Checks.ReadAsync("manifest", $"{folder}/manifest.json"));
        Assert.All(Directory.GetFiles(folder, "*.json"), file => Assert.DoesNotMatch(Placeholder(), File.ReadAllText(file)));
        Assert.Equal(Directory.GetFiles(Checks.Find("teams")).Select(Path.GetFileName).Append("sspr.zip").Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            (Filled["MicrosoftAppId"], "Contoso \"East\"", "https://reset.contoso.com/privacy", "reset.contoso.com"),
            ((string)manifest["bots"]![0]!["botId"]!, (string)manifest["developer"]!["name"]!, (string)manifest["developer"]!["privacyUrl"]!, (string)manifest["validDomains"]![0]!));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_registration_there_is_no_package()
    {
        var (exitCode, output) = await BotProcess.ToolAsync("teams package");

        Assert.Equal((1, "The package needs MicrosoftAppId, and Web:PublicBaseUrl with the https address that people use."), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task What_is_kept_of_people_can_be_read()
    {
        await using var host = await BotProcess.StartAsync();
        foreach (var (language, title) in ((string, string)[])[("en", "Your privacy"), ("nl", "Uw privacy"), ("de", "Ihre Daten"), ("fr", "Vos données"), ("es", "Su privacidad")])
        {
            Assert.Contains($"<h1>{title}</h1>", WebUtility.HtmlDecode(await host.Http.GetStringAsync(new Uri($"/privacy?lang={language}", UriKind.Relative))), StringComparison.Ordinal);
        }
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
