using SsprBot.World;
using Xunit;
using static System.Threading.CancellationToken;

namespace SsprBot.Domain;

public sealed class ResetWatchTests
{
    private readonly TestWorld _world = new(Policy.For(Baseline.Entra) with
    {
        BotCheck = BotCheck.None,
        Limits = new Limits { ResetsOverAll = 3, ResetsBeforePause = 5, ResetsPerAccount = 100 },
    });

    [Fact]
    public async Task Many_resets_within_an_hour_are_told_to_administrators_once_an_hour()
    {
        await CountAsync(2);
        Assert.Empty(_world.Sent);

        await CountAsync(1);
        var told = Assert.Single(_world.Sent);
        Assert.Equal((Letter.ManyResets, "admin@contoso.test", "3"), (told.Letter, told.To, told.Holes["count"]));
        Assert.Equal([new AuditEvent(_world.Vault.Now, AuditActivity.SuspiciousActivityReported, AuditResult.Blocked, "many-resets")], _world.Audited);

        _world.Time.Advance(TimeSpan.FromMinutes(59));
        await CountAsync(1);
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await CountAsync(1);
        Assert.Single(_world.Sent);
        await CountAsync(1);
        Assert.Equal(["3", "3"], _world.Sent.Select(mail => mail.Holes["count"]));
        Assert.False(_world.Switches.IsOff(Switch.All));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_reset_counts_for_an_hour(int ticksLonger, bool counts)
    {
        await CountAsync(1);
        _world.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1) + TimeSpan.FromTicks(ticksLonger));
        await CountAsync(2);

        Assert.Equal(counts, _world.Sent.Count == 1);
    }

    [Fact]
    public async Task Far_too_many_switch_self_service_off_until_an_administrator_switches_it_on()
    {
        await CountAsync(4);
        Assert.False(_world.Switches.IsOff(Switch.All));

        await CountAsync(1);
        Assert.True(_world.Switches.IsOff(Switch.All));
        Assert.Equal([(Letter.ManyResets, "3"), (Letter.SelfServicePaused, "5")], _world.Sent.Select(mail => (mail.Letter, mail.Holes["count"])));
        Assert.Equal(["many-resets", "too-many-resets"], _world.Audited.Select(audited => audited.Reason));

        // Those that were under way are counted and told no second time.
        await CountAsync(6);
        Assert.Equal(2, _world.Sent.Count);
    }

    [Fact]
    public async Task Once_it_is_on_again_counting_begins_anew()
    {
        await CountAsync(5);
        Assert.Equal(SwitchOutcome.Done, await _world.Switching.FlipAsync(new AdminUser("1", AdminRole.Administrator), Switch.All, off: false, None));

        await CountAsync(4);
        Assert.False(_world.Switches.IsOff(Switch.All));
        await CountAsync(1);
        Assert.True(_world.Switches.IsOff(Switch.All));
        Assert.Equal(2, _world.Sent.Count(mail => mail.Letter is Letter.SelfServicePaused));
    }

    [Fact]
    public async Task A_pause_holds_for_other_instances_and_keeps_what_the_settings_switch_off()
    {
        await _world.Switching.RefreshAsync([Switch.Channel("sms")], None);
        var elsewhere = new Switches(_world.Policy);
        await CountAsync(5);
        await new Switching(_world.Vault, elsewhere, _world.AdminLog, [Switch.All]).RefreshAsync([], None);

        Assert.True(elsewhere.IsOff(Switch.All));
        Assert.True(_world.Switches.IsOff(Switch.Channel("sms")));
    }

    [Fact]
    public async Task Resets_count_and_nothing_else_does()
    {
        await _world.SetAsync(await _world.PageOpenAsync(), "Violet-Umbrella-93-q");
        Assert.Single(await TallyAsync());

        _world.Directory[FakeDirectory.Anna] = _world.Directory[FakeDirectory.Anna] with { Locked = true };
        Assert.IsType<UnlockOutcome.Done>(await _world.Unlocking.UnlockAsync(await _world.ProvedAsync(Goal.Unlock), None));
        Assert.Single(await TallyAsync());
    }

    private async Task<IReadOnlyList<DateTimeOffset>> TallyAsync() => (await _world.Vault.Resets.ReadAsync("all", None))?.Value.At ?? [];

    private async Task CountAsync(int resets)
    {
        for (var reset = 0; reset < resets; reset++)
        {
            await _world.ResetWatch.CountAsync(None);
        }
    }
}
