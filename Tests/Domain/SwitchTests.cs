using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class SwitchTests
{
    private static readonly AdminUser Administrator = new("administrator", AdminRole.Administrator);

    private readonly TestWorld _world = new();

    [Fact]
    public async Task A_method_that_is_off_is_offered_to_nobody_and_opens_nothing()
    {
        var before = await _world.IdentifiedAsync();
        await _world.Codes.SendAsync(before.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, default);
        var code = _world.LastCode();

        await OffAsync(Switch.Method(VerificationMethod.SmsCode));

        Assert.IsType<GateCheck.Over>(await _world.Codes.CheckAsync(before.Id, code, default));
        Assert.IsType<CodeSending.Over>(await _world.Codes.SendAsync(before.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, default));
        Assert.Equal([GateMethod.EmailAlternate, GateMethod.CallMobile], (await _world.IdentifiedAsync()).Methods);
        Assert.DoesNotContain((await _world.IdentifiedAsync("nobody@contoso.test")).Methods, method => method.Verification() is VerificationMethod.SmsCode);
    }

    [Fact]
    public async Task A_proof_by_a_method_that_is_off_sets_no_password()
    {
        var key = await _world.PageOpenAsync();
        await OffAsync(Switch.Method(VerificationMethod.SmsCode));

        Assert.IsType<ResetOutcome.NotValid>(await _world.SetAsync(key, "Blue-Kettle-77-x"));
        Assert.Empty(_world.Directory.Set);
        Assert.Equal((AuditResult.Blocked, "proofs-not-enough"), Last(AuditActivity.ResetPassword));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("channel:directline")]
    public async Task Where_a_channel_is_off_nothing_begins_and_nothing_ends(string off)
    {
        var key = await _world.PageOpenAsync();
        var registering = await _world.RegisteringAsync();
        await OffAsync(off);

        Assert.Equal(new Identified.Refused(Ineligible.SwitchedOff), await _world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), default));
        Assert.IsType<ResetOutcome.NotValid>(await _world.SetAsync(key, "Blue-Kettle-77-x"));
        Assert.Empty(_world.Directory.Set);
        Assert.Equal((AuditResult.Blocked, "switched-off"), Last(AuditActivity.ResetPassword));
        Assert.IsType<EnrolmentChange.Over>(await _world.Registrar.LookAsync(registering, default));

        Assert.Equal(SwitchOutcome.Done, await _world.Switching.FlipAsync(Administrator, off, off: false, default));
        Assert.IsType<Identified.Ready>(await _world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), default));
    }

    [Fact]
    public async Task Another_channel_goes_on()
    {
        await OffAsync("channel:sms");

        await _world.SetAsync(await _world.PageOpenAsync(), "Blue-Kettle-77-x");

        Assert.Single(_world.Directory.Set);
    }

    [Fact]
    public async Task What_is_flipped_is_audited_and_seen_by_every_instance()
    {
        var (elsewhere, other) = Elsewhere();
        Assert.False(await other.RefreshAsync([], default));

        await OffAsync("directory:demo");

        Assert.True(await other.RefreshAsync([], default));
        Assert.True(elsewhere.IsOff("directory:demo"));
        Assert.False(await other.RefreshAsync([], default));
        Assert.Equal(
            ["switching-off directory:demo", "switched-off directory:demo"],
            _world.Audited.Where(happened => happened.Activity is AuditActivity.PolicyChanged).Select(happened => $"{happened.Reason} {happened.Detail}"));
        Assert.All(_world.Audited, happened => Assert.Equal(_world.AdminLog.NameOf(Administrator), happened.Session));

        Assert.Equal(SwitchOutcome.NotChanged, await _world.Switching.FlipAsync(Administrator, "directory:demo", off: true, default));
        Assert.Equal(SwitchOutcome.Done, await _world.Switching.FlipAsync(Administrator, "directory:demo", off: false, default));
        Assert.Equal(["switching-on directory:demo", "switched-on directory:demo"], _world.Audited.TakeLast(2).Select(happened => $"{happened.Reason} {happened.Detail}"));
    }

    [Fact]
    public async Task What_is_off_stands_once_and_in_order()
    {
        await OffAsync("method:sms-code");
        await OffAsync("channel:sms");
        await OffAsync("directory:demo");

        Assert.Equal(["channel:sms", "directory:demo", "method:sms-code"], Assert.Single(await _world.Vault.Switches.ReadAllAsync(default).ToListAsync()).Value.Off);
    }

    [Fact]
    public async Task What_the_settings_hold_is_switched_on_by_nobody_else()
    {
        Assert.True(await _world.Switching.RefreshAsync(["channel:sms", "channel:nowhere"], default));

        Assert.True(_world.Switches.IsClosed("sms"));
        Assert.False(_world.Switches.IsClosed("nowhere"));
        Assert.Equal(SwitchOutcome.HeldBySettings, await _world.Switching.FlipAsync(Administrator, "channel:sms", off: false, default));
        Assert.Contains(new SwitchState("channel:sms", IsOff: true, HeldBySettings: true), _world.Switching.Look());

        Assert.True(await _world.Switching.RefreshAsync([], default));
        Assert.False(_world.Switches.IsClosed("sms"));
    }

    [Fact]
    public async Task Only_an_administrator_switches_and_only_what_there_is()
    {
        Assert.Equal(SwitchOutcome.NotAllowed, await _world.Switching.FlipAsync(new AdminUser("desk", AdminRole.HelpDesk), Switch.All, off: true, default));
        Assert.Equal(SwitchOutcome.Unknown, await _world.Switching.FlipAsync(Administrator, "channel:nowhere", off: true, default));
        Assert.Empty(_world.Audited);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_switched()
    {
        _world.AuditIsBroken = true;

        await Assert.ThrowsAsync<IOException>(() => OffAsync(Switch.All));

        Assert.False(_world.Switches.IsOff(Switch.All));
        Assert.Equal(0, _world.Records.Kept.Keys.Count(key => key.Kind.Name == "switches"));
    }

    private async Task OffAsync(string name) => Assert.Equal(SwitchOutcome.Done, await _world.Switching.FlipAsync(Administrator, name, off: true, default));

    private (Switches Switches, Switching Switching) Elsewhere()
    {
        var switches = new Switches(_world.Policy);
        return (switches, new Switching(_world.Vault, switches, _world.AdminLog, ["directory:demo"]));
    }

    private (AuditResult Result, string Reason) Last(AuditActivity activity) =>
        _world.Audited.Last(happened => happened.Activity == activity) is var last ? (last.Result, last.Reason) : default;
}
