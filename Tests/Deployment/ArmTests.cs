using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace SsprBot.Deployment;

public sealed partial class ArmTests
{
    private const string InGroup = "deployUseExistResourceGroup/template-BotApp-with-rg";
    private const string NewGroup = "deployWithNewResourceGroup/template-BotApp-new-rg";
    private const string BotInGroup = "deployUseExistResourceGroup/template-AzureBot-with-rg";
    private const string BotNewGroup = "deployWithNewResourceGroup/template-AzureBot-new-rg";

    private static readonly string Bicep =
        typeof(ArmTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Bicep").Value!;

    [Theory]
    [InlineData(InGroup)]
    [InlineData(NewGroup)]
    [InlineData(BotInGroup)]
    [InlineData(BotNewGroup)]
    public async Task The_ARM_template_is_what_the_Bicep_beside_it_compiles_to(string name)
    {
        var (compiled, warnings) = await Checks.RunAsync(Bicep, "build", Checks.Find($"{name}.bicep"), "--stdout");

        Assert.Empty(warnings);
        Assert.Equal(await File.ReadAllTextAsync(Checks.Find($"{name}.json")), compiled);
    }

    [Theory]
    [InlineData(InGroup)]
    [InlineData(NewGroup)]
    [InlineData(BotInGroup)]
    [InlineData(BotNewGroup)]
    public void A_parameter_file_gives_what_its_template_asks_for(string name)
    {
        var given = Checks.Json(name.Replace("/template-", "/parameters-for-template-", StringComparison.Ordinal) + ".json")["parameters"]!.AsObject();
        var asked = Parameters(name);

        Assert.Empty(given.Select(parameter => parameter.Key).Except(asked.Select(parameter => parameter.Key)));
        Assert.Empty(asked.Where(parameter => parameter.Value!["defaultValue"] is null).Select(parameter => parameter.Key).Except(given.Select(parameter => parameter.Key)));
        Assert.All(given, parameter => Assert.Equal(TypeOf(asked[parameter.Key]!), KindOf(parameter.Value!["value"]!)));
    }

    [Theory]
    [InlineData(InGroup, NewGroup)]
    [InlineData(BotInGroup, BotNewGroup)]
    public void Both_ways_ask_for_the_same(string inGroup, string newGroup)
    {
        var expected = Parameters(inGroup).Where(parameter => parameter.Key is not "location").Select(parameter => (parameter.Key, parameter.Value!.ToJsonString()));
        var actual = Parameters(newGroup).Where(parameter => parameter.Key is not ("groupName" or "groupLocation")).Select(parameter => (parameter.Key, parameter.Value!.ToJsonString()));

        Assert.Equal(expected.Order(), actual.Order());
    }

    [Fact]
    public void Secrets_are_asked_for_as_secrets_and_stand_in_no_parameter_file() =>
        Assert.Equal("secureObject", (string?)Parameters(InGroup)["secretSettings"]!["type"]);

    [Fact]
    public void Every_parameter_has_a_description() =>
        Assert.All(
            ((string[])[InGroup, NewGroup, BotInGroup, BotNewGroup]).SelectMany(name => Parameters(name)),
            parameter => Assert.NotEmpty((string?)parameter.Value!["metadata"]?["description"] ?? ""));

    [Fact]
    public void The_settings_that_the_template_gives_are_settings_of_the_product()
    {
        var names = SettingName().Matches(File.ReadAllText(Checks.Find($"{InGroup}.json"))).Select(match => match.Groups[1].Value).Distinct().ToArray();

        Assert.Contains("Storage__Blobs__ServiceUri", names);
        Assert.DoesNotContain(names, name => !SettingNames.Exist(name));
    }

    private static JsonObject Parameters(string name) => Checks.Json($"{name}.json")["parameters"]!.AsObject();

    private static string TypeOf(JsonNode parameter) => (string)parameter["type"]!;

    private static string KindOf(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "int",
        JsonValueKind.Object => "object",
        var other => other.ToString(),
    };

    [GeneratedRegex(@"'((?:[A-Z]\w*?__\w+|MicrosoftApp\w+))'")]
    private static partial Regex SettingName();
}
