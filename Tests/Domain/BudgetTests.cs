using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class BudgetTests
{
    private static readonly string[] Everywhere = ["US", "NL", "GB", "DE", "JM", "CA"];

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("+14255550101", null)]
    [InlineData("+31612345678", null)]
    [InlineData("+447400123456", null)]
    [InlineData("+18002345678", SpendingStop.NotAnOrdinaryNumber)] // toll-free
    [InlineData("+19002345678", SpendingStop.NotAnOrdinaryNumber)] // premium
    [InlineData("+449012345678", SpendingStop.NotAnOrdinaryNumber)] // premium
    [InlineData("+448431234567", SpendingStop.NotAnOrdinaryNumber)] // shared cost
    [InlineData("+31851234567", SpendingStop.NotAnOrdinaryNumber)] // VoIP
    [InlineData("+881612345678", SpendingStop.NotAnOrdinaryNumber)] // satellite
    [InlineData("+8835100012345", SpendingStop.NotAnOrdinaryNumber)] // no country
    [InlineData("+1425555", SpendingStop.NotAnOrdinaryNumber)]
    [InlineData("", SpendingStop.NotAnOrdinaryNumber)]
    [InlineData("+33612345678", SpendingStop.Country)]
    [InlineData("+447911123456", SpendingStop.Country)] // Guernsey
    public async Task Only_ordinary_numbers_in_known_countries(string number, SpendingStop? stop)
    {
        var world = World(Everywhere);

        Assert.Equal(stop, await world.Budget.SpendAsync(Text("1", number), None));
    }

    [Fact]
    public async Task Countries_that_share_a_code_are_told_apart()
    {
        var world = World("US");

        Assert.Equal(
            [null, SpendingStop.Country, SpendingStop.Country],
            [
                await world.Budget.SpendAsync(Text("1", "+14255550101"), None),
                await world.Budget.SpendAsync(Text("2", "+18762101234"), None),
                await world.Budget.SpendAsync(Text("3", "+15062345678"), None),
            ]);
    }

    [Fact]
    public async Task Without_a_list_it_is_the_organisations_own_country()
    {
        var world = World();
        var budget = new Budget(world.Vault, world, world.Policy, world.Organisation with { Region = "NL" });

        Assert.Equal((null, SpendingStop.Country), (await budget.SpendAsync(Text("1", "+31612345678"), None), await budget.SpendAsync(Text("2", "+14255550101"), None)));
        Assert.Equal(SpendingStop.Country, await world.Budget.SpendAsync(Text("3", "+31612345678"), None));
    }

    [Fact]
    public async Task What_is_stopped_is_audited_without_the_number()
    {
        var world = World("US");

        await world.Budget.SpendAsync(Text("1", "+31612345678"), None);

        Assert.Equal(
            [new AuditEvent(world.Time.GetUtcNow(), AuditActivity.FlowProgress, AuditResult.Blocked, "text-stopped", Detail: "country")], world.Audited);
    }

    [Fact]
    public async Task Parallel_texts_are_not_more_than_the_limit()
    {
        var world = World("US");
        for (var i = 0; i < 3; i++)
        {
            await world.Budget.SpendAsync(Text($"first {i}", "+14255550101"), None);
        }

        var stops = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => world.Budget.SpendAsync(Text($"{i}", "+14255550101"), None))));

        Assert.Equal((2, 2), (stops.Count(stop => stop is null), stops.Count(stop => stop is SpendingStop.Number)));
    }

    [Fact]
    public async Task Nothing_that_is_kept_tells_a_number()
    {
        var world = World("US");

        await world.Budget.SpendAsync(Text("1", "+14255550101"), None);

        var kept = System.Text.Encoding.UTF8.GetString(Assert.Single(world.Records.Kept).Value.Content.Span);
        Assert.DoesNotContain("425555", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_proves_counts_as_used()
    {
        var world = World("US");
        var session = await world.IdentifiedAsync();
        await world.Codes.SendAsync(session.Id, GateMethod.TextMobile, TestWorld.AnnasPhone.Value, None);
        await world.Budget.SpendAsync(world.Sent.Last(), None);

        Assert.Equal([false], await UsedAsync(world));
        await world.Codes.CheckAsync(session.Id, "000000", None);
        Assert.Equal([false], await UsedAsync(world));
        await world.Codes.CheckAsync(session.Id, world.LastCode(), None);
        Assert.Equal([true], await UsedAsync(world));
    }

    [Fact]
    public async Task Keys_that_prove_count_as_used()
    {
        var world = World("US");
        var session = await world.IdentifiedAsync();
        await world.Calls.PlaceAsync(session.Id, GateMethod.CallMobile, TestWorld.AnnasPhone.Value, None);
        await world.Budget.SpendAsync(world.LastCall(), None);

        await world.Calls.KeysAsync(world.LastCall().Id, "#", None);

        Assert.Equal([true], await UsedAsync(world));
    }

    [Fact]
    public async Task A_confirmed_phone_counts_as_used()
    {
        var world = World("US");
        var session = await world.RegisteringAsync();
        await world.Enrolling.SendAsync(session, ContactKind.AuthenticationPhone, "+1 425 555 0177", None);
        await world.Budget.SpendAsync(world.Sent.Last(), None);

        Assert.IsType<ContactCheck.Confirmed>(await world.Enrolling.ConfirmAsync(session, world.LastCode(), None));

        Assert.Equal([true], await UsedAsync(world));
    }

    private static TestWorld World(params string[] countries) =>
        new(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Spending = new SpendingPolicy { Countries = countries } });

    private static OutboxMessage Text(string id, string number) =>
        new(id, OutboxKind.Sms, number, Letter.Code, "en", new Dictionary<string, string> { ["code"] = "123456" });

    // What became of a code is kept with the next message; a notice here.
    private static async Task<IEnumerable<bool?>> UsedAsync(TestWorld world)
    {
        await world.Budget.SpendAsync(Text(Secrets.NewId(), "+14255550177") with { Letter = Letter.PasswordWasReset }, None);
        return (await world.Vault.Spending.ReadAsync("all", None))!.Value.Sent.Select(sent => sent.Used).Where(used => used is not null);
    }
}
