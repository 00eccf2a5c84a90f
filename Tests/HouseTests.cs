using System.Text.RegularExpressions;
using SsprBot.Host;
using Xunit;

namespace SsprBot;

/// <summary>One direction of dependency: the <c>using</c> lines of a folder tell what it may import.</summary>
public sealed partial class HouseTests
{
    /// <summary>A folder and what its files must not import, as beginnings of namespaces.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Domain", ["Microsoft.", "Newtonsoft.", "SsprBot.Talk", "SsprBot.Texts", "SsprBot.Pages", "SsprBot.Storage", "System.Net.", "System.Data"] },
        { "Dialogs/Texts", ["Microsoft.Bot.Builder.Integration", "Microsoft.AspNetCore", "SsprBot.Pages", "SsprBot.Storage", "SsprBot.Channels", "SsprBot.Turn", "System.Net."] },
        { "Dialogs", ["Microsoft.AspNetCore", "SsprBot.Pages", "SsprBot.Storage", "SsprBot.Channels", "SsprBot.Turn", "SsprBot.Settings", "System.Net."] },
        { "Bot/Settings", ["Microsoft.Bot.", "SsprBot.Storage", "SsprBot.Channels", "SsprBot.Pages", "SsprBot.Turn", "SsprBot.Senders", "SsprBot.Directories"] },
        { "Bot/Storage", ["SsprBot.Channels", "SsprBot.Pages", "SsprBot.Turn", "SsprBot.Senders", "SsprBot.Directories", "SsprBot.Talk", "SsprBot.Texts"] },
        { "Bot/Directories", ["Microsoft.Bot.", "SsprBot.Storage", "SsprBot.Channels", "SsprBot.Turn", "SsprBot.Senders"] },
        { "Bot/Senders", ["Microsoft.Bot.", "SsprBot.Storage", "SsprBot.Channels", "SsprBot.Turn", "SsprBot.Directories"] },
        { "Bot/Captcha", ["Microsoft.", "SsprBot."] },
        { "Bot/Pages", ["Microsoft.Bot.", "SsprBot.Storage", "SsprBot.Turn", "SsprBot.Senders", "SsprBot.Directories"] },
        { "Sdk", ["SsprBot."] },
    };

    [Theory]
    [MemberData(nameof(Arrows), DisableDiscoveryEnumeration = true)]
    public void A_folder_imports_only_what_it_may(string folder, string[] forbidden)
    {
        var files = Sources(folder);
        Assert.NotEmpty(files);
        var offences = from file in files
                       from line in File.ReadLines(file)
                       let import = Import().Match(line)
                       where import.Success && forbidden.Any(beginning => import.Groups[1].Value.StartsWith(beginning, StringComparison.Ordinal))
                       select $"{Path.GetRelativePath(BotProcess.Root, file)}: {line}";
        Assert.Empty(offences);
    }

    [Fact]
    public void A_rule_that_is_broken_is_seen() =>
        Assert.Matches(Import(), "using Microsoft.AspNetCore.Http;");

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("Thread.Sleep")]
    [InlineData("#pragma")]
    [InlineData("#region")]
    public void The_product_does_without(string word) =>
        Assert.DoesNotContain(
            ((string[])["Domain", "Dialogs", "Bot"]).SelectMany(Sources), file => File.ReadAllText(file).Contains(word, StringComparison.Ordinal));

    [Fact]
    public void No_two_events_of_the_log_share_an_id()
    {
        var ids = ((string[])["Domain", "Dialogs", "Bot"]).SelectMany(Sources).SelectMany(file => EventId().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static IReadOnlyList<string> Sources(string folder) =>
    [
        .. Directory.GetFiles(Path.Combine(BotProcess.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
    ];

    [GeneratedRegex(@"^using (?:static )?([\w.]+);")]
    private static partial Regex Import();

    [GeneratedRegex(@"LoggerMessage\((\d+)")]
    private static partial Regex EventId();
}
