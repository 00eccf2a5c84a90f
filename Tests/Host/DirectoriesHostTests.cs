using SsprBot.Abuse;
using SsprBot.Directories.Entra;
using SsprBot.World;
using Xunit;

namespace SsprBot.Host;

/// <summary>The whole product with two directories: the demo organisation, and a tenant of Entra ID on loopback.</summary>
public sealed class DirectoriesHostTests : IAsyncLifetime
{
    private const string Anna = "anna.lima@contoso.test";
    private const string Ben = "ben.okafor@fabrikam.test";
    private const string NewPassword = "Violet-Umbrella-93-q";

    private FakeGraph _graph = null!;
    private GraphPerson _ben = null!;

    public async Task InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _ben = _graph.Add(new GraphPerson(Ben, "Autumn-Leaves-27"));
        _ben.Methods.Add(GraphPerson.Thing("phoneAuthenticationMethod", ("phoneNumber", "+1 4255550141"), ("phoneType", "mobile")));
        _ben.Methods.Add(GraphPerson.Thing("emailAuthenticationMethod", ("emailAddress", "ben.okafor@example.net")));
    }

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task People_of_each_directory_reset_their_password_there()
    {
        await using var host = await StartAsync();
        var anna = await ChatPerson.StartAsync(host.Http);
        Assert.Contains("Your password has been reset", await ResetAsync(host, await anna.ToTheLinkAsync(host, Anna, "anna.lima@example.net", "+14255550101")), StringComparison.Ordinal);
        var ben = await ChatPerson.StartAsync(host.Http);
        Assert.Contains("Your password has been reset", await ResetAsync(host, await ToTheLinkAsync(host, ben)), StringComparison.Ordinal);

        Assert.Equal((true, NewPassword), (await host.CanSignInAsync(Anna, NewPassword), _ben.Password));
        Assert.StartsWith("Your password has been reset.", await ben.HearAsync(), StringComparison.Ordinal);
        Assert.Contains(host.Output, line => line.Contains("Microsoft Graph lets no application compare", StringComparison.Ordinal));
    }

    [Fact]
    [Rule("D-76")]
    public async Task Nobody_learns_which_suffixes_there_are()
    {
        await using var host = await StartAsync();
        var seen = new List<string>();
        foreach (var userId in (string[])["nobody@contoso.test", "nobody@fabrikam.test", "nobody@elsewhere.test", "nobody"])
        {
            var person = await ChatPerson.StartAsync(host.Http);
            await person.SayAsync("I forgot my password");
            var methods = await person.SayAsync(userId);
            seen.Add(string.Join('\n', [methods, await person.SayAsync("1"), await person.SayAsync("123456")]));
        }

        Assert.Single(seen.Distinct());
        Assert.StartsWith("Now let's make sure it is you.", seen[0], StringComparison.Ordinal);
        Assert.Empty(await host.InboxAsync());
    }

    [Fact]
    public async Task What_a_directory_cannot_do_is_told_before_anything_is_asked()
    {
        await using var host = await StartAsync();
        foreach (var userId in (string[])[Ben, "nobody@fabrikam.test"])
        {
            var person = await ChatPerson.StartAsync(host.Http);
            await person.SayAsync("I want to change my password");
            Assert.StartsWith("Your organisation’s directory does not let me do that.", await person.SayAsync(userId), StringComparison.Ordinal);
        }

        Assert.Empty(_graph.Requests);
    }

    [Fact]
    [Rule("D-97")]
    public async Task A_directory_that_is_down_holds_up_only_its_own_people_and_tells_them_when_it_is_back_also_after_a_restart()
    {
        string data;
        ChatPerson ben;
        await _graph.LeaveAsync();
        await using (var first = await StartAsync())
        {
            data = first.Data;
            ben = await ChatPerson.StartAsync(first.Http);
            await ben.SayAsync("I forgot my password");
            Assert.StartsWith("The directory does not answer at the moment.", await ben.SayAsync(Ben), StringComparison.Ordinal);
            Assert.StartsWith("I will tell you here", await ben.SayAsync("Tell me when it is back"), StringComparison.Ordinal);

            var anna = await ChatPerson.StartAsync(first.Http);
            await anna.SayAsync("I forgot my password");
            Assert.StartsWith("Now let's make sure it is you.", await anna.SayAsync(Anna), StringComparison.Ordinal);
            await first.KillAsync();
        }

        await _graph.ReturnAsync();
        await using var second = await StartAsync(data);
        ben = ben.At(second.Http);
        Assert.StartsWith("The directory answers again.", await ben.HearAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Now let's make sure it is you.", await ben.SayAsync(Ben), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_people_of_the_demo_are_listed_only_where_it_is_one_of_the_directories()
    {
        await using var with = await StartAsync();
        await using var without = await BotProcess.StartAsync(settings: [.. Settings().Where(setting => setting.Name.StartsWith("Directories__cloud", StringComparison.Ordinal))]);
        await Waiting.UntilAsync(() => with.Output.Any(IsListed));

        Assert.NotEmpty(await without.Http.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.DoesNotContain(without.Output, IsListed);

        static bool IsListed(string line) => line.Contains(Anna, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Directories:cloud: TenantId must be the GUID", "TenantId", "contoso")]
    [InlineData("Directories:cloud: ClientId must be the GUID", "ClientId", "")]
    [InlineData("Directories:cloud: one credential is needed", "ClientSecret", "")]
    [InlineData("Directories:cloud: one credential is needed", "FederatedIdentity", "another")]
    [InlineData("Directories:cloud: CertificatePath names no file", "CertificatePath", "none.pfx")]
    [InlineData("Directories:cloud:Cloud", "Cloud", "Nowhere")]
    [InlineData("Directories:cloud:HybridDirectory must be the name of another directory", "HybridDirectory", "cloud")]
    public async Task A_tenant_that_cannot_work_keeps_the_host_from_starting(string fault, string name, string value)
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: [.. Settings(), ($"Directories__cloud__{name}", value)]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(fault, output, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeGraph.Secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stand_in_is_for_development_only()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: [.. Settings(), ("ASPNETCORE_ENVIRONMENT", "Production")]);
        Assert.Equal(1, exitCode);
        Assert.Contains("Directories:cloud: StandIn is for Development only.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("failed")]
    [InlineData("broken off")]
    [Rule("D-67")]
    [Rule("D-69")]
    public async Task What_a_directory_says_of_a_password_or_breaks_off_with_stands_nowhere(string how)
    {
        await using var host = await BotProcess.StartAsync(settings: [.. Settings(), ("Logging__LogLevel__Default", "Trace"), ("Logging__Console__LogLevel__Default", "Trace"), ("Policy__MailCodeDigits", "8")]);
        var ben = await ChatPerson.StartAsync(host.Http);
        var link = await ToTheLinkAsync(host, ben);
        var (setting, told) = ($"PATCH /v1.0/users/{_ben.Id}", $"{{{NewPassword}}} of {Ben} is wrong.");
        switch (how)
        {
            case "refused":
                _graph.Refuse(setting, 400, "Request_BadRequest", told, times: 9);
                break;
            case "failed":
                _graph.Refuse(setting, 500, NewPassword, told, times: 9);
                break;
            default:
                _graph.CutOff(setting, times: 9);
                break;
        }

        var answer = await ResetAsync(host, link);

        Assert.Contains("<h1>", answer, StringComparison.Ordinal);
        Assert.NotEqual(NewPassword, _ben.Password);
        Assert.Contains(_graph.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
        await Leftovers.AssertNoneAsync(
            [host],
            [.. ben.Shown, answer],
            [NewPassword, await host.CodeToAsync("ben.okafor@example.net")],
            told: [link.PageCode],
            kept: ["+14255550141", "4255550141", "ben.okafor@example.net"]);
    }

    private static async Task<string> ResetAsync(BotProcess host, (string Path, string PageCode) link)
    {
        using var page = new SecurePage(host.Http.BaseAddress!);
        await page.OpenAsync(link.Path, link.PageCode);
        return await page.SetAsync(NewPassword);
    }

    private static async Task<(string Path, string PageCode)> ToTheLinkAsync(BotProcess host, ChatPerson ben)
    {
        await ben.SayAsync("I forgot my password");
        await ben.SayAsync(Ben);
        await ben.SayAsync("Email my authentication email");
        await ben.SayAsync(await host.CodeToAsync("ben.okafor@example.net"));
        await ben.SayAsync("Text my mobile phone");
        await ben.SayAsync("+14255550141");
        return ChatPerson.LinkIn(await ben.SayAsync(await host.CodeToAsync("+14255550141")));
    }

    private (string Name, string Value)[] Settings() =>
    [
        ("Policy__BotCheck", "None"),
        ("Directories__contoso__Kind", "Demo"),
        ("Directories__contoso__UserIdSuffixes__0", "contoso.test"),
        ("Directories__cloud__UserIdSuffixes__0", "fabrikam.test"),
        ("Directories__cloud__LookUpStep", "00:00:00.010"),
        .. _graph.Settings("cloud").Select(setting => (setting.Name.Replace(":", "__", StringComparison.Ordinal), setting.Value)),
    ];

    private Task<BotProcess> StartAsync(string? data = null) => BotProcess.StartAsync(data, settings: Settings());
}
