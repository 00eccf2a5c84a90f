using System.Net;
using SsprBot.Host;
using SsprBot.Pages;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Links that are guessed, changed, looked at by scanners, opened by many at once.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private AttackedHost _host = null!;

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    [Rule("D-06")]
    [Rule("D-61")]
    public async Task A_link_with_any_bit_changed_shows_the_neutral_page_and_opens_nothing_even_in_its_own_chat()
    {
        var person = await _host.VisitorAsync();
        var link = await _host.ToTheLinkAsync(person);
        using var visitor = new PageVisitor(_host.Host.Address);
        var neutral = await visitor.GetAsync("/r/0");
        foreach (var mangled in from place in Enumerable.Range(0, link.Token.Length) where link.Token[place] != '.' from bit in Enumerable.Range(0, 6) select Flipped(link.Token, place, bit))
        {
            var seen = await visitor.GetAsync($"/r/{mangled}");
            Assert.Equal((HttpStatusCode.Gone, neutral.Body), (seen.Status, seen.Body));
            Assert.Equal(HttpStatusCode.Gone, (await OverlayAsync(visitor, mangled, person)).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await OverlayAsync(visitor, link.Token, person)).Status);
    }

    [Fact]
    [Rule("D-61")]
    public async Task A_token_of_the_chat_with_any_bit_changed_is_none()
    {
        var person = await _host.VisitorAsync();
        using var visitor = new PageVisitor(_host.Host.Address);
        foreach (var mangled in from place in Enumerable.Range(0, person.Token.Length) where person.Token[place] != '.' from bit in Enumerable.Range(0, 6) select Flipped(person.Token, place, bit))
        {
            var seen = await visitor.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{person.Conversation}/activities", null, ("Authorization", $"Bearer {mangled}"));
            Assert.True(seen.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest, $"{mangled} for {person.Token} gave {seen.Status}");
        }
    }

    [Fact]
    [Rule("D-06")]
    public async Task The_halves_of_two_links_open_nothing()
    {
        var (anna, carla) = (await _host.VisitorAsync(), await _host.VisitorAsync());
        var (annas, carlas) = ((await _host.ToTheLinkAsync(anna)).Token.Split('.'), (await _host.ToTheLinkAsync(carla, "carla.jansen", "+14255550103")).Token.Split('.'));
        using var visitor = new PageVisitor(_host.Host.Address);
        var neutral = await visitor.GetAsync("/r/0");
        foreach (var crossed in (string[])[$"{annas[0]}.{carlas[1]}", $"{carlas[0]}.{annas[1]}", $"{annas[1]}.{annas[0]}", $"{annas[0]}.{annas[0]}", $"{annas[0]}.{annas[1]}.{carlas[1]}"])
        {
            Assert.Equal(neutral.Body, (await visitor.GetAsync($"/r/{crossed}")).Body);
            Assert.Equal(HttpStatusCode.Gone, (await OverlayAsync(visitor, crossed, anna)).Status);
            Assert.Equal(HttpStatusCode.Gone, (await OverlayAsync(visitor, crossed, carla)).Status);
        }
    }

    [Fact]
    [Rule("D-43")]
    [Rule("D-51")]
    public async Task Of_twenty_who_open_a_link_at_the_same_moment_one_gets_in()
    {
        var link = await _host.ToTheLinkAsync(await _host.VisitorAsync());
        PageVisitor[] all = [.. Enumerable.Range(0, 20).Select(_ => new PageVisitor(_host.Host.Address))];
        var forms = await Task.WhenAll(all.Select(visitor => visitor.GetAsync(link.PathOf())));

        var opened = await Task.WhenAll(all.Zip(forms, (visitor, form) => visitor.SubmitAsync(link.PathOf(), form, ("page-code", link.PageCode))));

        Assert.Equal([HttpStatusCode.SeeOther, .. Enumerable.Repeat(HttpStatusCode.Gone, 19)], opened.Select(seen => seen.Status).Order());
        Assert.Single(await Task.WhenAll(all.Select(visitor => visitor.GetAsync("/password"))), page => page.HasPasswordField);
        Array.ForEach(all, visitor => visitor.Dispose());
    }

    [Fact]
    [Rule("D-42")]
    [Rule("D-53")]
    public async Task Of_many_page_codes_that_are_tried_at_the_same_moment_three_count_and_the_right_one_is_then_refused()
    {
        var link = await _host.ToTheLinkAsync(await _host.VisitorAsync());
        using var guesser = new PageVisitor(_host.Host.Address);
        var form = await guesser.GetAsync(link.PathOf());
        var wrong = Enumerable.Range(1000, 40).Select(code => $"{code}").Where(code => code != link.PageCode);

        var tried = await Task.WhenAll(wrong.Select(code => guesser.SubmitAsync(link.PathOf(), form, ("page-code", code))));

        Assert.InRange(tried.Count(seen => seen.Body.Contains("That is not the code from the chat.", StringComparison.Ordinal)), 0, 3);
        var right = await guesser.SubmitAsync(link.PathOf(), form, ("page-code", link.PageCode));
        Assert.Equal((HttpStatusCode.Gone, 0), (right.Status, right.Cookies.Length));
    }

    [Fact]
    [Rule("D-40")]
    public async Task Each_new_link_ends_the_one_before_and_the_page_that_it_opened()
    {
        var person = await _host.VisitorAsync();
        var first = await _host.ToTheLinkAsync(person);
        using var visitor = new PageVisitor(_host.Host.Address);
        var second = AttackedPages.LinkIn(await person.SayAsync("resend"));
        Assert.False((await visitor.GetAsync(first.PathOf())).HasForm);
        await visitor.OpenAsync(second);
        Assert.True((await visitor.GetAsync("/password")).HasPasswordField);

        var third = AttackedPages.LinkIn(await person.SayAsync("resend"));

        Assert.False((await visitor.GetAsync("/password")).HasForm);
        Assert.False((await visitor.GetAsync(second.PathOf())).HasForm);
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.OpenAsync(third)).Status);
    }

    private static Task<Seen> OverlayAsync(PageVisitor visitor, string token, ChatPerson person) =>
        visitor.SendAsync(HttpMethod.Post, $"/r/{token}/open", null, ("Sec-Fetch-Site", "same-origin"), ("Authorization", $"Bearer {person.Token}"));

    private static string Flipped(string token, int place, int bit) =>
        string.Concat(token[..place], $"{Alphabet[Alphabet.IndexOf(token[place], StringComparison.Ordinal) ^ (1 << bit)]}", token[(place + 1)..]);
}
