using System.Text.RegularExpressions;
using SsprBot.Directories.Demo;
using SsprBot.World;
using Xunit;

namespace SsprBot.Host;

/// <summary>The people of the demo organisation are told of at start and in README.md, in the same words.</summary>
public sealed partial class DemoPeopleTests
{
    private static IEnumerable<(string UserId, string Situation)> Everybody => DemoPeople.All.Select(person => (person.Account.UserId, person.Situation));

    [Fact]
    public async Task Everybody_is_in_the_list_at_start()
    {
        await using var host = await BotProcess.StartAsync();
        await Waiting.UntilAsync(() => host.Output.Any(line => line.Contains(Everybody.Last().UserId, StringComparison.Ordinal)));

        Assert.Equal(Everybody, In(host.Output, Listed()));
    }

    [Fact]
    public void Everybody_is_in_the_table_of_the_README() =>
        Assert.Equal(Everybody, In(File.ReadLines(Path.Combine(BotProcess.Root, "README.md")), Row()));

    private static IEnumerable<(string UserId, string Situation)> In(IEnumerable<string> lines, Regex person) =>
        lines.Select(line => person.Match(line)).Where(match => match.Success).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex(@"^  (\S+@\S+) +(.+)$")]
    private static partial Regex Listed();

    [GeneratedRegex(@"^\| (\S+@\S+) \| (.+) \|$")]
    private static partial Regex Row();
}
