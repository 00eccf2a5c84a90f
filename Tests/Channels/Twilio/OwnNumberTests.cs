using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Channels.Twilio;

/// <summary>The number that a visit is held from proves nothing more by being texted or called.</summary>
public sealed class OwnNumberTests
{
    private const string Own = "+14255550101";

    [Theory]
    [InlineData("+14255550101")]
    [InlineData("+1 (425) 555-0101")]
    [InlineData("425-555-0101")]
    [InlineData("1 425 555 0101")]
    [InlineData("+1 425 555 0101 ext. 5")]
    public async Task The_own_number_is_no_gate_however_it_is_written(string onRecord)
    {
        var world = World(onRecord);

        var own = await world.IdentifiedAsync(visitor: Texting(Own));
        var other = await world.IdentifiedAsync(visitor: Texting("+14255550142"));

        Assert.Equal([GateMethod.EmailAlternate], own.OpenMethods());
        Assert.Equal([GateMethod.EmailAlternate, GateMethod.TextMobile, GateMethod.CallMobile], other.OpenMethods());
        Assert.IsType<CodeSending.Over>(await world.Codes.SendAsync(own.Id, GateMethod.TextMobile, Own, CancellationToken.None));
        Assert.IsType<CodeSending.Over>(await world.Calls.PlaceAsync(own.Id, GateMethod.CallMobile, Own, CancellationToken.None));
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task A_number_that_becomes_the_own_one_is_not_texted_any_more()
    {
        var world = World("+14255550142");
        var session = await world.IdentifiedAsync(visitor: Texting(Own));
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { ContactPoints = [TestWorld.AnnasMail, new(ContactKind.MobilePhone, Own)] };

        Assert.IsType<CodeSending.NumberDiffers>(await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, Own, CancellationToken.None));
        Assert.Empty(world.Sent);
    }

    [Fact]
    public async Task Whoever_has_nothing_but_the_own_number_is_like_somebody_unknown()
    {
        var world = World(Own, gates: 2);

        var own = await world.IdentifiedAsync(visitor: Texting(Own));

        Assert.True(own.IsDecoy);
        Assert.Equal((await world.IdentifiedAsync(visitor: Texting("+14255550142"))).Gates, own.Gates);
    }

    [Fact]
    public async Task Whoever_texts_is_not_asked_for_a_picture()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.Captcha });

        Assert.IsType<Identified.Ready>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, Texting("+14255550142"), CancellationToken.None));
        Assert.IsType<Identified.BotCheckNeeded>(await world.Identification.BeginAsync(Goal.Reset, FakeDirectory.Anna, TestWorld.Stranger(), CancellationToken.None));
    }

    private static Visitor Texting(string number) => new(new ChatAddress("sms", "chat-1", number, "en"), number, Phone: number);

    private static TestWorld World(string phone, int gates = 1)
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Gates = gates });
        world.Directory[FakeDirectory.Anna] = FakeDirectory.Person(FakeDirectory.Anna, TestWorld.AnnasMail, new(ContactKind.MobilePhone, phone));
        return world;
    }
}
