using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.Pages;
using SsprBot.Pages.Dev;
using Xunit;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>What is switched off while people stand at every step.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private static readonly AdminUser s_administrator = new("administrator", AdminRole.Administrator);

    private AttackedHost _attacked = null!;

    public async Task InitializeAsync() => _attacked = await AttackedHost.StartAsync();

    public async Task DisposeAsync() => await _attacked.DisposeAsync();

    [Theory]
    [InlineData(Switch.All)]
    [InlineData("channel:directline")]
    [Rule("D-100")]
    [Rule("D-45")]
    public async Task Nothing_goes_on_from_any_step(string what)
    {
        var atTheStart = await _attacked.VisitorAsync();
        var atTheUserId = await AtAsync("I forgot my password");
        var atTheMethods = await AtAsync("I forgot my password", "carla.jansen@contoso.test");
        var atTheNumber = await AtAsync("I forgot my password", "david.kim@contoso.test", "Text my mobile phone");
        var atTheCode = await AtAsync("I forgot my password", "ines.costa@contoso.test", "Email my alternate email");
        var code = await _attacked.Host.CodeToAsync("ines.costa@example.net");
        using var page = new PageVisitor(_attacked.Host.Address);
        var (path, pageCode) = await _attacked.ToTheLinkAsync(await _attacked.VisitorAsync(), AttackedHost.Anna, AttackedHost.AnnasMail, AttackedHost.AnnasPhone);
        await page.SubmitAsync(path, await page.GetAsync(path), ("page-code", pageCode));
        var form = await page.GetAsync("/password");

        await FlipAsync(what);

        Assert.Contains(SwitchedOff, await atTheStart.SayAsync("I forgot my password") + await atTheStart.SayAsync("ben.okafor@contoso.test"), StringComparison.Ordinal);
        Assert.Contains(SwitchedOff, await atTheUserId.SayAsync("ben.okafor@contoso.test"), StringComparison.Ordinal);
        await atTheMethods.SayAsync("Email my alternate email");
        await atTheNumber.SayAsync("+14255550104");
        await atTheCode.SayAsync(code);
        var set = await page.SubmitAsync("/password", form, ("new-password", NewPassword), ("repeat-password", NewPassword));
        Assert.DoesNotContain("Your password has been reset", set.Body, StringComparison.Ordinal);
        Assert.True(form.HasPasswordField);
        Assert.False(await _attacked.CanSignInAsync(AttackedHost.Anna, NewPassword));
        var sessions = await Sessions.OfAsync(_attacked.Services);
        Assert.Equal([0, 0, 0, 2], sessions.Select(session => session.Proofs.Count).Order());
        Assert.DoesNotContain(sessions, session => session.State is SessionState.Completed);
        Assert.DoesNotContain((await _attacked.Get<IInbox>().ReadAsync(default)).Select(item => item.To), to => to is "carla.jansen@example.net" or "+14255550104");
    }

    [Fact]
    [Rule("D-100")]
    public async Task A_method_that_is_off_sends_nothing_and_its_right_code_proves_nothing()
    {
        var atTheCode = await AtAsync("I forgot my password", "ines.costa@contoso.test", "Email my alternate email");
        var code = await _attacked.Host.CodeToAsync("ines.costa@example.net");

        await FlipAsync(Switch.Method(VerificationMethod.EmailCode));
        await atTheCode.SayAsync(code);
        var later = await AtAsync("I forgot my password", "carla.jansen@contoso.test");
        await later.SayAsync("Email my alternate email");

        Assert.All(await Sessions.OfAsync(_attacked.Services), session => Assert.Empty(session.Proofs));
        Assert.DoesNotContain((await _attacked.Get<IInbox>().ReadAsync(default)).Select(item => item.To), to => to is "carla.jansen@example.net");
    }

    [Fact]
    [Rule("D-97")]
    [Rule("D-76")]
    public async Task Where_the_directory_goes_away_at_the_methods_somebody_and_nobody_hear_the_same()
    {
        var somebody = await AtAsync("I forgot my password", AttackedHost.Anna);
        var nobody = await AtAsync("I forgot my password", "zoe.nobody@contoso.test");

        await FlipAsync(Switch.Directory("demo"));
        string[] heard = [await somebody.SayAsync("Email my alternate email"), await nobody.SayAsync("Email my alternate email")];

        Assert.StartsWith("The directory does not answer at the moment.", heard[0], StringComparison.Ordinal);
        Assert.Equal(heard[0], heard[1]);
    }

    private async Task<ChatPerson> AtAsync(params string[] words)
    {
        var person = await _attacked.VisitorAsync();
        foreach (var said in words)
        {
            await person.SayAsync(said);
        }

        return person;
    }

    private async Task FlipAsync(string what) =>
        Assert.Equal(SwitchOutcome.Done, await _attacked.Get<Switching>().FlipAsync(s_administrator, what, off: true, CancellationToken.None));
}
