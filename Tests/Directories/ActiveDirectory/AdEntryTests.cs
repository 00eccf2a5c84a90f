using System.Globalization;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What is made of an entry that leaves something to be computed, or does not show everything.</summary>
public sealed class AdEntryTests
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("0", null, false)]
    [InlineData("-00:10:00", null, true)]
    [InlineData("-00:40:00", null, false)]
    [InlineData("-00:40:00", "-9223372036854775808", true)]
    [InlineData("-00:40:00", "0", true)]
    public async Task Where_it_computes_nothing_a_lock_lasts_as_long_as_the_policy_says(string locked, string? duration, bool isLocked)
    {
        await using var controller = new FakeDomainController();
        var person = controller.Entries[FakeDomainController.PersonDn];
        person.Remove("msDS-User-Account-Control-Computed");
        person["lockoutTime"] = [locked == "0" ? "0" : FakeDomainController.FileTime(TimeSpan.Parse(locked, CultureInfo.InvariantCulture))];
        if (duration is not null)
        {
            controller.Entries[FakeDomainController.Domain]["lockoutDuration"] = [duration];
        }

        using var directory = controller.Directory();
        Assert.Equal(isLocked, (await controller.ReadAsync(directory)).Locked);
    }

    [Theory]
    [InlineData(512, -41, true)]
    [InlineData(512, -43, true)]
    [InlineData(66048, -43, false)]
    [InlineData(512, -3, false)]
    public async Task Where_it_computes_nothing_a_password_is_good_as_long_as_the_fine_grained_policy_says(int flags, int days, bool isExpired)
    {
        await using var controller = new FakeDomainController();
        const string Settings = $"CN=Short,CN=Password Settings Container,CN=System,{FakeDomainController.Domain}";
        var person = controller.Entries[FakeDomainController.PersonDn];
        person.Remove("msDS-User-Account-Control-Computed");
        person["userAccountControl"] = [$"{flags}"];
        person["pwdLastSet"] = [FakeDomainController.FileTime(TimeSpan.FromDays(days))];
        person["msDS-ResultantPSO"] = [Settings];
        controller.Entries[Settings] = new() { ["msDS-MinimumPasswordLength"] = ["14"], ["msDS-PasswordComplexityEnabled"] = ["FALSE"], ["msDS-MaximumPasswordAge"] = ["-25920000000000"] };
        using var directory = controller.Directory();
        var account = await controller.ReadAsync(directory);

        Assert.Equal(isExpired, account.PasswordExpired);
        Assert.Equal(new DirectoryRules(14, false, null, null), await directory.RulesAsync(account, None));
    }

    [Fact]
    public async Task Whoever_is_seen_in_no_group_at_all_is_privileged()
    {
        await using var controller = new FakeDomainController();
        using var directory = controller.Directory();
        Assert.False((await controller.ReadAsync(directory)).Privileged);
        foreach (var tokens in (byte[][][])[[], [FakeDomainController.SidOf(21, 9, 9, 9, 519)], [FakeDomainController.SidOf(32, 544)], [[1, 2]]])
        {
            controller.Tokens = tokens;
            Assert.True((await controller.ReadAsync(directory)).Privileged);
        }
    }
}
