using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Directories.Demo;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

public sealed class DemoDirectoryTests
{
    private const string Anna = "anna.lima@contoso.test";
    private const string First = "Autumn-Leaves-27";
    private const string Second = "Winter-Leaves-28";

    private readonly MemoryRecords _records = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_current_password_costs_one_slow_hash_whoever_it_is()
    {
        var hash = new SlowHash(10);
        var directory = new DemoDirectory(_records, hash, new StorageSettings(), _time);
        var anna = await AccountAsync(directory);
        foreach (var (account, typed, right) in ((Account, string, bool)[])[(anna, First, true), (anna, "wrong", false), (Account.Nobody("nobody@contoso.test"), First, false)])
        {
            Assert.Equal((right, 10), await CompareAsync(directory, hash, account, typed));
        }

        await SetAsync(directory, anna, Second);
        Assert.Equal((true, 10), await CompareAsync(directory, hash, anna, Second));
        Assert.Equal((false, 10), await CompareAsync(directory, hash, anna, First));
    }

    [Fact]
    public async Task A_password_that_was_set_with_less_work_costs_no_less_and_is_kept_with_more_once_it_is_right()
    {
        var before = new DemoDirectory(_records, new SlowHash(4), new StorageSettings(), _time);
        var anna = await AccountAsync(before);
        await SetAsync(before, anna, Second);
        var hash = new SlowHash(10);
        var directory = new DemoDirectory(_records, hash, new StorageSettings(), _time);
        anna = await AccountAsync(directory);

        Assert.Equal((false, 10), await CompareAsync(directory, hash, anna, First));
        Assert.Contains("$i=4$", Kept(), StringComparison.Ordinal);
        Assert.Equal((true, 10), await CompareAsync(directory, hash, anna, Second));
        Assert.Contains("$i=4+6$", Kept(), StringComparison.Ordinal);
        Assert.Equal((true, 10), await CompareAsync(directory, hash, anna, Second));
        Assert.Equal(anna.PasswordSetAt, (await AccountAsync(directory)).PasswordSetAt);
    }

    [Theory]
    [InlineData(Goal.Change)]
    [InlineData(Goal.Register)]
    public async Task On_the_way_through_the_page_a_decoy_costs_what_a_person_costs(Goal goal)
    {
        await using var host = await InProcessHost.StartAsync("--Policy:BotCheck=None");
        var work = host.Services.GetRequiredService<SlowHash>();
        var spent = new List<string>();
        foreach (var userId in (string[])[Anna, "nobody@contoso.test"])
        {
            var before = work.Spent;
            spent.Add($"{await GuessAsync(host.Services, goal, userId)} {work.Spent - before}");
        }

        Assert.EndsWith($" {SlowHash.Iterations}", spent[0], StringComparison.Ordinal);
        Assert.Equal(spent[0], spent[1]);
    }

    private static async Task<object> GuessAsync(IServiceProvider services, Goal goal, string userId)
    {
        var begun = await services.GetRequiredService<Identification>().BeginAsync(goal, userId, TestWorld.Stranger(), None);
        var links = services.GetRequiredService<PasswordLink>();
        var link = (await links.IssueAsync(Assert.IsType<Identified.Ready>(begun).Session.Id, None))!;
        var key = Assert.IsType<LinkOpening.Opened>(await links.OpenWithCodeAsync(link.Token, link.PageCode, None)).Key;
        using var current = Password.From("Wrong-Password-1");
        using var chosen = Password.From("Blue-Kettle-77-x");
        return goal is Goal.Change
            ? await services.GetRequiredService<PasswordChange>().ChangeAsync(key, current, chosen, None)
            : await services.GetRequiredService<CurrentPassword>().ProveAsync(key, current, None);
    }

    private static async Task<Account> AccountAsync(DemoDirectory directory) => Assert.IsType<Found.One>(await directory.FindAsync(Anna, None)).Account;

    private static async Task SetAsync(DemoDirectory directory, Account account, string password)
    {
        using var typed = Password.From(password);
        Assert.IsType<DirectoryWrite.Done>(await directory.SetPasswordAsync(account, typed, None));
    }

    private static async Task<(bool? Right, long Cost)> CompareAsync(DemoDirectory directory, SlowHash hash, Account account, string password)
    {
        var before = hash.Spent;
        using var typed = Password.From(password);
        var right = await directory.IsPasswordAsync(account, typed, None);
        return (right, hash.Spent - before);
    }

    private string Kept() => System.Text.Encoding.UTF8.GetString(_records.Kept.Single(record => record.Key.Kind.Name == "demo-account").Value.Content.Span).Replace("\\u002B", "+", StringComparison.Ordinal);
}
