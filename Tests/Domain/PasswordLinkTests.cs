using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class PasswordLinkTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Fifty_who_open_one_link_at_once_are_one()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();

        var openings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => world.Links.OpenWithCodeAsync(link.Token, link.PageCode, None))));

        Assert.Single(openings.OfType<LinkOpening.Opened>());
        Assert.Equal(49, openings.OfType<LinkOpening.NotValid>().Count());
    }

    [Fact]
    public async Task A_link_opens_in_its_own_conversation_without_the_page_code_and_in_no_other()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();

        Assert.IsType<LinkOpening.WrongPageCode>(await world.Links.OpenInConversationAsync(link.Token, "directline", "chat-2", None));
        Assert.IsType<LinkOpening.WrongPageCode>(await world.Links.OpenInConversationAsync(link.Token, "msteams", "chat-1", None));
        Assert.IsType<LinkOpening.Opened>(await world.Links.OpenInConversationAsync(link.Token, "directline", "chat-1", None));
    }

    [Fact]
    public async Task Three_wrong_page_codes_kill_the_link_but_not_the_visit()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<LinkOpening.WrongPageCode>(await world.Links.OpenWithCodeAsync(link.Token, "0000", None));
        }

        Assert.IsType<LinkOpening.NotValid>(await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, None));
        var another = await world.Links.IssueAsync(link.Token.Split('.')[0], None);
        Assert.IsType<LinkOpening.Opened>(await world.Links.OpenWithCodeAsync(another!.Token, another.PageCode.ToUpperInvariant() + " ", None));
    }

    [Fact]
    public async Task A_link_lasts_five_minutes()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<LinkOpening.NotValid>(await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, None));
    }

    [Fact]
    public async Task A_new_link_kills_the_old_one_and_an_open_page()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        var id = key.Split('.')[0];
        var first = (await world.Links.IssueAsync(id, None))!;
        var second = (await world.Links.IssueAsync(id, None))!;

        Assert.IsType<LinkOpening.NotValid>(await world.Links.OpenWithCodeAsync(first.Token, first.PageCode, None));
        Assert.Null(await world.Reset.FormAsync(key, None));
        Assert.IsType<LinkOpening.Opened>(await world.Links.OpenWithCodeAsync(second.Token, second.PageCode, None));
    }

    [Fact]
    public async Task A_visit_has_at_most_five_links()
    {
        var world = new TestWorld();
        var id = (await world.VerifiedAsync()).Token.Split('.')[0];
        for (var i = 0; i < 4; i++)
        {
            Assert.NotNull(await world.Links.IssueAsync(id, None));
        }

        Assert.Null(await world.Links.IssueAsync(id, None));
    }

    [Fact]
    public async Task Without_the_proofs_there_is_no_link()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        Assert.Null(await world.Links.IssueAsync(session.Id, None));
        await world.ProveAsync(session.Id, GateMethod.EmailAlternate);
        Assert.Null(await world.Links.IssueAsync(session.Id, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData(".")]
    [InlineData("{id}.")]
    [InlineData("{id}.{verifier}x")]
    [InlineData("{ID}.{verifier}")]
    [InlineData("{verifier}.{id}")]
    [InlineData("{id}.{verifier}.")]
    public async Task A_mangled_token_opens_nothing_and_changes_nothing(string mangled)
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        var (id, verifier) = (link.Token.Split('.')[0], link.Token.Split('.')[1]);
        var token = mangled.Replace("{id}", id, StringComparison.Ordinal).Replace("{ID}", Swapped(id), StringComparison.Ordinal).Replace("{verifier}", verifier, StringComparison.Ordinal);
        var before = await world.SessionAsync(id);

        Assert.IsType<LinkOpening.NotValid>(await world.Links.OpenWithCodeAsync(token, link.PageCode, None));
        Assert.Equal(before.Link, (await world.SessionAsync(id)).Link);
    }

    [Fact]
    public async Task A_link_is_bound_to_its_own_conversation_alone()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        var own = TestWorld.Stranger().Chat;
        ChatAddress[] others = [own with { Channel = "msteams" }, own with { Conversation = "chat-2" }, own with { User = "dl_other" }];

        var binding = await world.Links.BindAsync(link.Token, own, None);

        Assert.Equal(world.Pepper.Pseudonym("page-binding", link.Token, "directline", "chat-1", "dl_user"), binding);
        foreach (var other in others)
        {
            Assert.Null(await world.Links.BindAsync(link.Token, other, None));
        }

        Assert.Null(await world.Links.BindAsync(link.Token + "x", own, None));
        Assert.Null(await world.Links.BindAsync("nothing", own, None));
        Assert.Null(await world.Links.BindAsync(new string('a', 200) + "." + new string('b', 200), own, None));
        Assert.IsType<LinkOpening.WrongPageCode>(await world.Links.OpenBoundAsync(link.Token, binding![..31] + "x", None));
        Assert.IsType<LinkOpening.Opened>(await world.Links.OpenBoundAsync(link.Token, binding, None));
        Assert.Equal(binding, await world.Links.BindAsync(link.Token, own, None));
    }

    [Fact]
    public async Task A_link_is_bound_as_long_as_it_is_good()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.NotNull(await world.Links.BindAsync(link.Token, TestWorld.Stranger().Chat, None));
        world.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await world.Links.BindAsync(link.Token, TestWorld.Stranger().Chat, None));
    }

    [Fact]
    public async Task Neither_a_link_nor_its_page_is_written_down_by_accident()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        var opened = await world.Links.OpenWithCodeAsync(link.Token, link.PageCode, None);

        Assert.Equal(("(link)", "(opened)"), ($"{link}", $"{opened}"));
    }

    [Fact]
    public async Task What_is_kept_of_a_page_code_is_its_hash_under_its_own_name()
    {
        var world = new TestWorld();
        var link = await world.VerifiedAsync();
        var session = link.Token.Split('.')[0];

        Assert.Equal(world.Pepper.Pseudonym("page-code", session, link.PageCode), (await world.SessionAsync(session)).Link!.PageCodeHash);
    }

    private static string Swapped(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
}
