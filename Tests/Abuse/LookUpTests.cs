using Microsoft.Extensions.DependencyInjection;
using SsprBot.Directories.Entra;
using SsprBot.Host;
using SsprBot.Pages.Dev;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Accounts whose privilege is hidden, and look-ups that fail, at a tenant of Entra ID: from the chat nothing is sent and nothing told.</summary>
public sealed class LookUpTests : IAsyncLifetime
{
    private const string UserId = "anna.lima@fabrikam.test";
    private const string Mail = "anna.lima@example.net";

    private FakeGraph _graph = null!;
    private GraphPerson _anna = null!;
    private InProcessHost _host = null!;

    public async Task InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _anna = _graph.Add(new GraphPerson(UserId, "Autumn-Leaves-27"));
        _anna.Methods.Add(GraphPerson.Thing("phoneAuthenticationMethod", ("phoneNumber", "+1 4255550141"), ("phoneType", "mobile")));
        _anna.Methods.Add(GraphPerson.Thing("emailAuthenticationMethod", ("emailAddress", Mail)));
        _host = await InProcessHost.StartAsync(["--Policy:BotCheck=None", "--Policy:Methods:0=EmailAuthentication", "--Policy:Methods:1=TextMobile", "--Policy:Limits:StartsPerSender=1000",
            "--Directories:cloud:LookUpStep=00:00:00.01", .. _graph.Settings("cloud").Select(setting => $"--{setting.Name}={setting.Value}")]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Theory]
    [InlineData("a role")]
    [InlineData("a role to take on")]
    [InlineData("a group that may have roles, fifth of five")]
    [Rule("D-95")]
    [Rule("D-76")]
    public async Task A_privilege_is_found_however_it_is_hidden(string what)
    {
        Give(what);

        Assert.Equal(await AskAsync("zoe.nobody@fabrikam.test"), await AskAsync(UserId));
        Assert.All(await Sessions.OfAsync(_host.Services), session => Assert.Null(session.Subject));
        Assert.Empty(await MailedAsync());
    }

    [Theory]
    [InlineData("transitiveMemberOf")]
    [InlineData("roleAssignments")]
    [InlineData("roleEligibilitySchedules")]
    [Rule("D-96")]
    public async Task Whose_privilege_may_not_be_read_is_left_out(string path)
    {
        _graph.Refuse(path, 403, "Authorization_RequestDenied", times: 5);

        Assert.Equal(await AskAsync("zoe.nobody@fabrikam.test"), await AskAsync(UserId));
        Assert.All(await Sessions.OfAsync(_host.Services), session => Assert.Null(session.Subject));
        Assert.Empty(await MailedAsync());
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [Rule("D-96")]
    [Rule("D-97")]
    public async Task A_look_up_that_fails_lets_nobody_in_and_spends_nothing(int status)
    {
        _graph.Refuse("roleAssignments", status, "Unavailable", retryAfter: 0, times: 3);
        var person = await ChatPerson.StartAsync(_host.Http);
        await person.SayAsync("I forgot my password");

        Assert.StartsWith("The directory does not answer at the moment.", await person.SayAsync(UserId), StringComparison.Ordinal);
        Assert.Empty(await Sessions.OfAsync(_host.Services));
        Assert.Empty(await MailedAsync());
        Assert.StartsWith("Now let's make sure it is you.", await person.SayAsync(UserId), StringComparison.Ordinal);
    }

    private void Give(string what)
    {
        switch (what)
        {
            case "a role":
                _anna.Assigned.Add(GraphPerson.Thing("unifiedRoleAssignment", ("id", "assignment")));
                break;

            case "a role to take on":
                _anna.Eligible.Add(GraphPerson.Thing("unifiedRoleEligibilitySchedule", ("id", "schedule")));
                break;

            default:
                _anna.MemberOf.AddRange(Enumerable.Range(1, 5).Select(number =>
                    GraphPerson.Thing("group", ("id", $"group{number}"), ("displayName", $"Group {number}"), ("isAssignableToRole", number == 5))));
                break;
        }
    }

    private async Task<string> AskAsync(string userId)
    {
        var person = await ChatPerson.StartAsync(_host.Http);
        string[] words = ["I forgot my password", userId, "Email my authentication email", "000000"];
        var heard = new List<string>();
        foreach (var said in words)
        {
            heard.Add(await person.SayAsync(said));
        }

        return string.Join('\n', heard);
    }

    private async Task<IReadOnlyList<InboxItem>> MailedAsync() => await _host.Services.GetRequiredService<IInbox>().ReadAsync(CancellationToken.None);
}
