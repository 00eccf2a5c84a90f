using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories;

public sealed class RoutingTests
{
    private readonly FakeDirectory _corp = With("anna@corp.example", "carla@elsewhere.example", "ben");
    private readonly FakeDirectory _school = With("anna@school.example", "carla@elsewhere.example", "ben");
    private readonly RoutingDirectory _both;

    public RoutingTests() => _both = new RoutingDirectory(
    [
        new Route("corp", new DirectorySettings { UserIdSuffixes = ["corp.example", "corp.test"] }, _corp),
        new Route("school", new DirectorySettings { UserIdSuffixes = ["school.example"], TakesPlainUserIds = true }, _school),
    ]);

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("anna@corp.example", "corp:id-anna@corp.example")]
    [InlineData("anna@CORP.example", "corp:id-anna@corp.example")]
    [InlineData("anna@school.example", "school:id-anna@school.example")]
    [InlineData("ben", "school:id-ben")]
    [InlineData("carla@elsewhere.example", null)]
    [InlineData("anna@sub.corp.example", null)]
    [InlineData("anna@corp.example@school.example", null)]
    [InlineData("nobody@corp.example", null)]
    public async Task A_suffix_leads_to_one_directory_and_nobody_is_guessed(string userId, string? id) =>
        Assert.Equal(id, (await _both.FindAsync(userId, None) as Found.One)?.Account.Id);

    [Fact]
    public async Task A_user_id_of_no_directory_is_looked_for_all_the_same_so_that_it_costs_and_fails_like_others()
    {
        _corp.IsDown = true;
        Assert.IsType<Found.Unavailable>(await _both.FindAsync("carla@elsewhere.example", None));
        Assert.IsType<Found.None>(await _both.FindAsync("nobody@school.example", None));
    }

    [Fact]
    public async Task Everything_is_done_where_the_account_lives_under_the_id_that_it_has_there()
    {
        var anna = Assert.IsType<Found.One>(await _both.ReadAsync("school:id-anna@school.example", None)).Account;
        using var password = Password.From("New-Password-1");
        using var current = Password.From(_school.CurrentPassword);
        Assert.IsType<DirectoryWrite.Done>(await _both.SetPasswordAsync(anna, password, None));
        Assert.IsType<DirectoryWrite.Done>(await _both.ChangePasswordAsync(anna, current, password, None));
        Assert.IsType<DirectoryWrite.Done>(await _both.UnlockAsync(anna, None));
        Assert.True(await _both.IsPasswordAsync(anna, current, None));
        await _both.EndSessionsAsync(anna, None);

        Assert.Equal(("school:id-anna@school.example", 2, 0), (anna.Id, _school.Set.Count, _corp.Set.Count));
        Assert.Equal(["anna@school.example"], _school.SessionsEnded);
    }

    [Theory]
    [InlineData("id-anna@corp.example")]
    [InlineData("other:id-anna@corp.example")]
    [InlineData("school:id-anna@corp.example")]
    [InlineData("")]
    public async Task An_id_of_no_directory_is_nobodys(string id) => Assert.IsType<Found.None>(await _both.ReadAsync(id, None));

    [Fact]
    public async Task Nothing_is_written_for_an_account_of_no_directory()
    {
        using var password = Password.From("New-Password-1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _both.SetPasswordAsync(FakeDirectory.Person("anna@corp.example"), password, None));
        Assert.Empty(_corp.Set);
    }

    [Fact]
    public async Task Whoever_has_proved_nothing_sees_the_rules_that_all_ask_for()
    {
        _corp.Rules = new DirectoryRules(Length: 14, Complexity: true, History: 5, MinimumAge: TimeSpan.FromDays(1)) { NamePartLength = 3 };
        _school.Rules = new DirectoryRules(Length: 8, Complexity: true, History: 24, MinimumAge: TimeSpan.FromDays(2)) { MaxLength = 256, PrintableAsciiOnly = true };
        foreach (var userId in (string[])["anna@corp.example", "anna@school.example", "carla@elsewhere.example"])
        {
            Assert.Equal(
                new DirectoryRules(Length: 8, Complexity: true, History: 5, MinimumAge: TimeSpan.FromDays(1)),
                await _both.RulesAsync(Account.Nobody(userId), None));
        }

        Assert.Equal(_school.Rules, await _both.RulesAsync(Assert.IsType<Found.One>(await _both.FindAsync("ben", None)).Account, None));
    }

    [Theory]
    [InlineData("Directories:corp:Kind must be one of", "Directories__corp__Kind=Paper")]
    [InlineData("Directories:corp: The Kind field is required", "Directories__corp__CallsAtOnce=5")]
    [InlineData("a directory's name has small letters", "Directories__Our Corp__Kind=Demo")]
    [InlineData("a suffix is what follows the @", "Directories__corp__Kind=Demo", "Directories__corp__UserIdSuffixes__0=@corp.example")]
    [InlineData("more than one takes user IDs that end in @corp.example", "Directories__a__Kind=Demo", "Directories__a__UserIdSuffixes__0=corp.example", "Directories__b__Kind=Demo", "Directories__b__UserIdSuffixes__0=CORP.example")]
    [InlineData("more than one takes user IDs without an @", "Directories__a__Kind=Demo", "Directories__a__TakesPlainUserIds=true", "Directories__b__Kind=Demo", "Directories__b__TakesPlainUserIds=true")]
    [InlineData("Directories:b: with several directories each needs UserIdSuffixes", "Directories__a__Kind=Demo", "Directories__a__TakesPlainUserIds=true", "Directories__b__Kind=Demo")]
    [InlineData("Directories:corp:Kind is Demo. The demo directory is for Development only", "Directories__corp__Kind=Demo", "ASPNETCORE_ENVIRONMENT=Production")]
    [InlineData("Directories is empty", "ASPNETCORE_ENVIRONMENT=Production")]
    public async Task Directories_that_cannot_work_keep_the_host_from_starting(string fault, params string[] settings)
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: [.. settings.Select(setting => (setting.Split('=')[0], setting.Split('=')[1]))]);
        Assert.Equal(1, exitCode);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }

    private static FakeDirectory With(params string[] userIds)
    {
        var directory = new FakeDirectory(new FakeTimeProvider());
        foreach (var userId in userIds)
        {
            directory[userId] = FakeDirectory.Person(userId);
        }

        return directory;
    }
}
