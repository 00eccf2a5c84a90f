using System.Reflection;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>The table of rules and the tests that attack them, <c>Tests/Abuse/README.md</c>. With UPDATE_COVERAGE=1 it is written.</summary>
public sealed class CoverageTests
{
    private static readonly string Table = Path.Combine(BotProcess.Root, "Tests", "Abuse", "README.md");

    private static readonly ILookup<string, string> Attacks = (
        from type in typeof(CoverageTests).Assembly.GetTypes()
        from method in type.GetMethods()
        from rule in method.GetCustomAttributes<RuleAttribute>()
        where method.GetCustomAttribute<FactAttribute>() is not null
        orderby type.Name, method.Name
        select (rule.Id, Test: $"{type.Name}.{method.Name}")).ToLookup(attack => attack.Id, attack => attack.Test);

    [Fact]
    public void Every_rule_is_attacked() => Assert.Empty(Rules.All.Where(rule => !Attacks.Contains(rule.Id)).Select(rule => rule.Id));

    [Fact]
    public void Every_attack_is_on_a_rule() => Assert.Empty(Attacks.Select(attack => attack.Key).Except(Rules.All.Select(rule => rule.Id)));

    [Fact]
    public async Task The_table_is_current()
    {
        var current = string.Join('\n', [.. Heading, .. Rules.All.Select(Row), ""]);
        if (Environment.GetEnvironmentVariable("UPDATE_COVERAGE") is "1")
        {
            await File.WriteAllTextAsync(Table, current);
        }

        Assert.Equal(current, await File.ReadAllTextAsync(Table));
    }

    private static IReadOnlyList<string> Heading =>
    [
        "# What attacks the product",
        "",
        "Each rule of its defence with the tests that try to break it from outside: over HTTP, a WebSocket, a webhook, a page, or by a record that was changed",
        "behind its back. `bash Tests/run.sh --filter Rule=D-41` runs those of one rule. This table is written by `CoverageTests` (`UPDATE_COVERAGE=1`), which fails when a rule has no test.",
        "",
        "| rule | what holds | attacked by |",
        "|---|---|---|",
    ];

    private static string Row(Rule rule) => $"| {rule.Id} | {rule.Holds} | {string.Join(" · ", Attacks[rule.Id].Select(test => test.Replace('_', ' ')))} |";
}
