using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>The administrator finds in the audit what did not arrive, and for whom; the chat says the same as ever.</summary>
public sealed class DeliveryFailureTests
{
    [Fact]
    public async Task What_did_not_arrive_is_found_by_the_person_and_the_session()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.EmailAlternate, null, CancellationToken.None);
        var known = world.Audited.Last();

        await new DeliveryFailures(world.Vault).NoteAsync(session.Id, "text-undelivered", "failed", CancellationToken.None);

        Assert.Equal("code-sent", known.Reason);
        Assert.Equal(known with { Result = AuditResult.Failed, Reason = "text-undelivered", Detail = "failed" }, world.Audited.Last());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("gone")]
    public async Task What_is_for_no_session_that_is_known_is_noted_all_the_same(string? session)
    {
        var world = new TestWorld();

        await new DeliveryFailures(world.Vault).NoteAsync(session, "mail-refused", "Code", CancellationToken.None);

        Assert.Equal([new AuditEvent(world.Vault.Now, AuditActivity.FlowProgress, AuditResult.Failed, "mail-refused", Detail: "Code")], world.Audited);
    }

    [Fact]
    public async Task A_text_that_leaves_says_whose_code_it_carries_until_the_next_one_leaves()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None });
        var codes = new TextedCodes(world.Vault);
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, CancellationToken.None);
        var first = world.Sent.Last();
        await codes.LeavesAsync(first, CancellationToken.None);
        Assert.Equal(session.Id, await codes.SessionOfAsync(first.To, first.Id, CancellationToken.None));

        await world.Codes.ResendAsync(session.Id, CancellationToken.None);
        var second = world.Sent.Last();
        await codes.LeavesAsync(second, CancellationToken.None);

        Assert.Equal((null, session.Id), (await codes.SessionOfAsync(first.To, first.Id, CancellationToken.None), await codes.SessionOfAsync(second.To, second.Id, CancellationToken.None)));
    }
}
