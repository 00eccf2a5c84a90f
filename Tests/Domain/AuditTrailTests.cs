using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Whole ways through the product as they stand in the audit, line by line.</summary>
public sealed class AuditTrailTests
{
    private const string Good = "Blue-Kettle-77-x";

    [Fact]
    public async Task A_reset()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        await world.Links.OpenWithCodeAsync(link.Token, "0000", CancellationToken.None);
        var opened = (LinkOpening.Opened)await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, CancellationToken.None);
        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.UsedBefore);
        await world.SetAsync(opened.Key, Good);
        world.Directory.NextWrite = new DirectoryWrite.Unavailable();
        await world.SetAsync(opened.Key, Good);
        await world.SetAsync(opened.Key, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Failed wrong-page-code",
            "FlowProgress Succeeded page-opened",
            "ResetPassword Succeeded setting",
            "ResetPassword Failed used-before",
            "ResetPassword Succeeded setting",
            "ResetPassword Succeeded setting",
            "ResetPassword Succeeded password-set");
    }

    [Fact]
    public async Task A_reset_of_unknown_outcome()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        await world.SetAsync(key, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Succeeded code-sent",
            "FlowProgress Succeeded proof-given",
            "FlowProgress Succeeded page-opened",
            "ResetPassword Succeeded setting",
            "ResetPassword Failed outcome-unknown");
    }

    [Fact]
    public async Task A_change()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change);
        await world.ChangeAsync(key, "Wrong-Kettle-1-x", Good);
        world.Directory.NextWrite = new DirectoryWrite.Refused(DirectoryRefusal.TooRecent);
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);

        // Somebody else has changed it since it was compared.
        world.Directory.NextWrite = new DirectoryWrite.WrongPassword();
        Assert.Equal(new ChangeOutcome.WrongPassword(4), await world.ChangeAsync(key, world.Directory.CurrentPassword, Good));
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "ChangePassword Failed wrong-password",
            "ChangePassword Succeeded changing",
            "ChangePassword Failed too-recent",
            "ChangePassword Succeeded changing",
            "ChangePassword Failed wrong-password",
            "ChangePassword Succeeded changing",
            "ChangePassword Succeeded password-changed");
    }

    [Fact]
    public async Task A_change_of_unknown_outcome()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change);
        world.Directory.NextWrite = new DirectoryWrite.Unknown();
        await world.ChangeAsync(key, world.Directory.CurrentPassword, Good);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "ChangePassword Succeeded changing",
            "ChangePassword Failed outcome-unknown");
    }

    [Fact]
    public async Task A_registration()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Register);
        await world.ProvePasswordAsync(key, "Wrong-Kettle-1-x");
        await world.ProvePasswordAsync(key, world.Directory.CurrentPassword);

        AssertTrail(
            world,
            "FlowProgress Succeeded identified",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "FlowProgress Failed wrong-password",
            "FlowProgress Succeeded password-proved");
    }

    [Fact]
    public async Task Somebody_nobody_knows_tries_to_change()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync(Goal.Change, "nobody@contoso.test");
        await world.ChangeAsync(key, "Wrong-Kettle-1-x", Good);

        AssertTrail(
            world,
            "BlockedFromReset Blocked not-found",
            "FlowProgress Succeeded link-issued",
            "FlowProgress Succeeded page-opened",
            "ChangePassword Failed account-gone");
    }

    private static void AssertTrail(TestWorld world, params string[] lines) =>
        Assert.Equal(lines, world.Audited.Select(line => $"{line.Activity} {line.Result} {line.Reason}"));
}
