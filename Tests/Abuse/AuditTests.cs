using SsprBot.Host;
using SsprBot.Pages;
using SsprBot.Pages.Admin;
using SsprBot.Storage;
using Xunit;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>The audit log changed where it lies, behind the back of a host that runs.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Statement> s_attacks = new()
    {
        ["nothing"] = new("update audit set number = number"),
        ["an edit"] = new("update audit set event = replace(event, 'directline', 'msteams') where number = 3"),
        ["an edit of a hash"] = new("update audit set hash = (select hash from audit where number = 2) where number = 3"),
        ["a removal"] = new("delete from audit where number = 2"),
        ["a removal with the rest moved up"] = new("delete from audit where number = 2; update audit set number = number - 1 where number > 2"),
        ["another order"] = new("update audit set number = -2 where number = 2; update audit set number = 2 where number = 3; update audit set number = 3 where number = -2"),
        ["a cut"] = new("delete from audit where number > 3"),
    };

    private AttackedHost _attacked = null!;

    public async Task InitializeAsync() => _attacked = await AttackedHost.StartAsync();

    public async Task DisposeAsync() => await _attacked.DisposeAsync();

    [Theory]
    [InlineData("nothing", "The log is whole.")]
    [InlineData("an edit", "The first line that is not right: 3.")]
    [InlineData("an edit of a hash", "The first line that is not right: 3.")]
    [InlineData("a removal", "The first line that is not right: 2.")]
    [InlineData("a removal with the rest moved up", "The first line that is not right: 2.")]
    [InlineData("another order", "The first line that is not right: 2.")]
    [InlineData("a cut", "The first line that is not right: 4.")]
    [Rule("D-98")]
    public async Task Whatever_is_done_to_the_log_is_found(string attack, string said)
    {
        var stranger = await _attacked.VisitorAsync();
        await stranger.SayAsync("I forgot my password");
        await stranger.SayAsync("grace.muller@contoso.test");
        await stranger.SayAsync("Email my alternate email");
        await stranger.SayAsync("000000");
        using var administrator = new PageVisitor(_attacked.Host.Address);
        var link = _attacked.Get<AdminLink>().New();
        await administrator.SubmitAsync(link, await administrator.GetAsync(link));
        var page = await administrator.GetAsync("/admin/verification");

        await DoAsync(s_attacks[attack]);

        Assert.Contains(said, (await administrator.SubmitAsync("/admin/verification", page)).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-98")]
    public async Task Where_the_end_of_the_log_was_put_back_nothing_can_be_done()
    {
        var stranger = await _attacked.VisitorAsync();
        await stranger.SayAsync("I forgot my password");
        await stranger.SayAsync("grace.muller@contoso.test");
        var anna = await _attacked.VisitorAsync();
        await anna.SayAsync("I forgot my password");
        await anna.SayAsync(AttackedHost.Anna);
        await anna.SayAsync("Email my alternate email");
        var code = await _attacked.Host.CodeToAsync(AttackedHost.AnnasMail);

        await DoAsync(new("delete from audit where number > 1; update audit_head set number = 1, hash = (select hash from audit where number = 1)"));

        Assert.DoesNotContain("Thank you, that is right.", await anna.SayAsync(code), StringComparison.Ordinal);
        Assert.Equal(new AuditCheck.Headless(), await _attacked.Get<IStoredAuditLog>().VerifyAsync(CancellationToken.None));
    }

    [Fact]
    [Rule("D-98")]
    public async Task While_nothing_can_be_audited_nothing_is_set_and_afterwards_it_can_be()
    {
        var anna = await _attacked.VisitorAsync();
        var (path, pageCode) = await _attacked.ToTheLinkAsync(anna, AttackedHost.Anna, AttackedHost.AnnasMail, AttackedHost.AnnasPhone);
        using var page = new SecurePage(_attacked.Host.Address);
        await page.OpenAsync(path, pageCode);

        await DoAsync(new("alter table audit rename to taken_away"));
        await page.SetAsync(NewPassword);
        var before = await CanSignInAsync();
        await DoAsync(new("alter table taken_away rename to audit"));
        _attacked.Time.Advance(TimeSpan.FromMinutes(2));
        (path, pageCode) = ChatPerson.LinkIn(await anna.SayAsync("resend"));
        await page.OpenAsync(path, pageCode);
        var after = await page.SetAsync(NewPassword);

        Assert.False(before);
        Assert.Contains("Your password has been reset", after, StringComparison.Ordinal);
        Assert.True(await CanSignInAsync());
    }

    private Task<int> DoAsync(Statement attack) =>
        _attacked.Get<SqliteFile>().WriteAsync(attack, static (statements, attack) => statements.RunAll(attack), CancellationToken.None);

    private Task<bool> CanSignInAsync() => _attacked.CanSignInAsync(AttackedHost.Anna, NewPassword);
}
