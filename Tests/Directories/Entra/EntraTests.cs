using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.Entra;

public sealed class EntraTests : IAsyncLifetime
{
    private const string UserId = "anna.lima@contoso.test";
    private const string Denied = "Authorization_RequestDenied";
    private const string New = "Copper-Kettle-42-x";

    private FakeGraph _graph = null!;
    private GraphPerson _anna = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _anna = _graph.Add(new GraphPerson(UserId, "Autumn-Leaves-27"));
    }

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task What_is_asked_is_what_the_documentation_says()
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(tenant, anna, New));
        await tenant.Directory.EndSessionsAsync(anna, None);

        Assert.Equal(
            [
                $"POST /{FakeGraph.Tenant}/oauth2/v2.0/token",
                $"GET /v1.0/users/{UserId}?$select={GraphUser.Select}",
                $"GET /v1.0/users/{_anna.Id}/authentication/methods",
                $"GET /v1.0/users/{_anna.Id}/transitiveMemberOf?$top=999",
                $"GET /v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '{_anna.Id}'",
                $"GET /v1.0/roleManagement/directory/roleEligibilitySchedules?$filter=principalId eq '{_anna.Id}'",
                $"PATCH /v1.0/users/{_anna.Id}",
                $"POST /v1.0/users/{_anna.Id}/revokeSignInSessions",
            ],
            [.. _graph.Requests.Take(2), .. _graph.Requests.Skip(2).Take(4).OrderBy(Rank), .. _graph.Requests.Skip(6)]);
        Assert.Equal((New, 1), (_anna.Password, _anna.Revoked));
    }

    [Theory]
    [InlineData("")]
    [InlineData("anna.lima")]
    [InlineData("$filter@contoso.test")]
    [InlineData("anna lima@contoso.test")]
    [InlineData("..")]
    public async Task What_cannot_be_a_user_ID_is_not_asked_for(string userId)
    {
        await using var tenant = EntraTenant.At(_graph);
        Assert.IsType<Found.None>(await tenant.Directory.FindAsync(userId, None));
        Assert.IsType<Found.None>(await tenant.Directory.FindAsync(_anna.Id, None));
        Assert.Empty(_graph.Requests);
    }

    [Fact]
    public async Task A_name_with_an_apostrophe_is_found_by_user_ID_and_by_mail()
    {
        _graph.Add(new GraphPerson("d'lima@contoso.test", "Quiet-Harbour-31") { Mail = "Anna.D'Lima@contoso.test" });
        await using var byName = EntraTenant.At(_graph);
        await using var byMail = EntraTenant.At(_graph, settings: ("FindByMail", "true"));
        Assert.IsType<Found.One>(await byName.Directory.FindAsync("d'lima@contoso.test", None));
        Assert.IsType<Found.None>(await byName.Directory.FindAsync("anna.d'lima@contoso.test", None));
        Assert.IsType<Found.One>(await byMail.Directory.FindAsync("anna.d'lima@contoso.test", None));
    }

    [Fact]
    public async Task A_guest_is_nobody()
    {
        _graph.Add(new GraphPerson("guest@contoso.test", "Quiet-Harbour-31") { UserType = "Guest" });
        await using var tenant = EntraTenant.At(_graph);
        Assert.IsType<Found.None>(await tenant.Directory.FindAsync("guest@contoso.test", None));
    }

    [Theory]
    [InlineData("+1 4255550101x99")]
    [InlineData("+X XXXXXXXX01")]
    [InlineData("4255550101")]
    public async Task A_number_that_cannot_be_called_is_no_contact_point(string number)
    {
        _anna.Methods.Add(GraphPerson.Thing("phoneAuthenticationMethod", ("phoneNumber", number), ("phoneType", "office")));
        await using var tenant = EntraTenant.At(_graph);
        Assert.Empty((await FoundAsync(tenant)).ContactPoints);
    }

    [Theory]
    [InlineData("a role")]
    [InlineData("a role in a part of the directory")]
    [InlineData("a role to take on")]
    [InlineData("a group that may have roles")]
    [InlineData("a group that is not told")]
    [InlineData("a role on the second page")]
    public async Task Whoever_has_rights_or_could_take_them_on_is_privileged(string what)
    {
        await using var tenant = EntraTenant.At(_graph);
        _anna.MemberOf.Add(Staff());
        Assert.False((await FoundAsync(tenant)).Privileged);
        Give(what);
        Assert.True((await FoundAsync(tenant)).Privileged);
    }

    [Theory]
    [InlineData("transitiveMemberOf")]
    [InlineData("roleAssignments")]
    [InlineData("roleEligibilitySchedules")]
    public async Task Where_rights_cannot_be_read_everybody_is_privileged_and_the_log_says_why(string path)
    {
        await using var tenant = EntraTenant.At(_graph);
        _graph.Refuse(path, 403, Denied);
        Assert.True((await FoundAsync(tenant)).Privileged);
        Assert.Contains("may not read", tenant.Log.Text, StringComparison.Ordinal);
        Assert.Contains(Denied, tenant.Log.Text, StringComparison.Ordinal);

        _graph.Refuse(path, 503, "ServiceUnavailable", retryAfter: 0, times: 3);
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
        Assert.False((await FoundAsync(tenant)).Privileged);
    }

    [Fact]
    public async Task A_tenant_without_eligible_roles_is_not_asked_for_them()
    {
        await using var tenant = EntraTenant.At(_graph, settings: ("EligibleRoles", "false"));
        Assert.False((await FoundAsync(tenant)).Privileged);
        Assert.DoesNotContain(_graph.Requests, request => request.Contains("Eligibility", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Contact_points_that_may_not_be_read_are_none()
    {
        await using var tenant = EntraTenant.At(_graph);
        _graph.Refuse("authentication/methods", 403, Denied);
        Assert.Empty((await FoundAsync(tenant)).ContactPoints);
        Assert.Contains("authentication methods", tenant.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"value":[],"@odata.nextLink":"https://evil.example/v1.0/users"}""")]
    [InlineData("""{"value":[""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"value":[5]}""")]
    [InlineData("\"text\"")]
    public async Task An_answer_that_is_not_understood_is_none(string body)
    {
        await using var tenant = EntraTenant.At(_graph);
        _graph.Answer("transitiveMemberOf", body);
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"id":""")]
    [InlineData("""{"id":5}""")]
    [InlineData("""{"id":"1","userPrincipalName":null}""")]
    [InlineData("[]")]
    public async Task A_user_that_is_not_understood_is_neither_somebody_nor_nobody(string body)
    {
        await using var tenant = EntraTenant.At(_graph);
        _graph.Answer($"users/{UserId}", body);
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
        Assert.Contains("not understood", tenant.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"value":5}""")]
    public async Task People_by_mail_that_are_not_understood_are_neither_somebody_nor_nobody(string body)
    {
        await using var tenant = EntraTenant.At(_graph, settings: ("FindByMail", "true"));
        _graph.Answer("users", body);
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
    }

    [Theory]
    [InlineData(429, "TooManyRequests")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(504, "")]
    public async Task What_passes_by_itself_is_asked_again(int status, string code)
    {
        await using var tenant = EntraTenant.At(_graph);
        _graph.Refuse($"users/{UserId}", status, code, retryAfter: 0, times: 2);
        await FoundAsync(tenant);
        _graph.Refuse($"users/{UserId}", status, code, retryAfter: 0, times: 3);
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
    }

    [Fact]
    public async Task Graph_is_left_alone_for_as_long_as_it_wants()
    {
        var time = new FakeTimeProvider();
        await using var tenant = EntraTenant.At(_graph, time);
        _graph.Refuse($"users/{UserId}", 429, "TooManyRequests", retryAfter: 30);
        var call = tenant.Directory.FindAsync(UserId, None);
        Assert.InRange(await PassAsync(time, call), 30, 35);
        Assert.IsType<Found.One>(await call);
    }

    [Fact]
    public async Task What_is_never_answered_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var tenant = EntraTenant.At(_graph, time);
        var anna = await FoundAsync(tenant);
        _graph.Stall(UserId, times: 3);
        var find = tenant.Directory.FindAsync(UserId, None);
        Assert.InRange(await PassAsync(time, find), 15, 25);
        Assert.IsType<Found.Unavailable>(await find);

        _graph.Stall(anna.Id);
        var set = SetAsync(tenant, anna, New);
        Assert.InRange(await PassAsync(time, set), 5, 10);
        Assert.Equal(new DirectoryWrite.Unknown(), await set);
    }

    [Theory]
    [InlineData(429, "TooManyRequests", "Done", 2)]
    [InlineData(500, "InternalServerError", "Unknown", 1)]
    [InlineData(503, "ServiceUnavailable", "Unknown", 1)]
    [InlineData(502, "", "Unknown", 1)]
    [InlineData(403, Denied, "NotAllowed", 1)]
    [InlineData(404, "Request_ResourceNotFound", "NotAllowed", 1)]
    [InlineData(400, "Request_BadRequest", "NotAllowed", 1)]
    [InlineData(400, "", "NotAllowed", 1)]
    public async Task A_password_is_sent_again_only_where_it_was_surely_not_set(int status, string code, string outcome, int sent)
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        _graph.Refuse(anna.Id, status, code, retryAfter: 0);
        var written = await SetAsync(tenant, anna, New);
        Assert.Equal((outcome, sent), (NameOf(written), _graph.Requests.Count(request => request.StartsWith("PATCH", StringComparison.Ordinal))));
        Assert.DoesNotContain(New, tenant.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttle_that_does_not_end_sets_nothing()
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        _graph.Refuse(anna.Id, 429, "TooManyRequests", retryAfter: 0, times: 3);
        Assert.Equal(new DirectoryWrite.Unavailable(), await SetAsync(tenant, anna, New));
        Assert.Equal("Autumn-Leaves-27", _anna.Password);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_unknown()
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        _graph.CutOff(anna.Id);
        Assert.Equal(new DirectoryWrite.Unknown(), await SetAsync(tenant, anna, New));
    }

    [Theory]
    [InlineData("Sh0rt-1", "The specified password does not comply with password complexity requirements.", "TooShort")]
    [InlineData("onlysmallletters", "The specified password does not comply with password complexity requirements.", "TooSimple")]
    [InlineData("Contoso-Harbour-1", "The specified password does not comply with password complexity requirements.", "Banned")]
    [InlineData(New, "The password is banned by the tenant's policy.", "Banned")]
    [InlineData(New, "The password was recently used and is in the password history.", "UsedBefore")]
    [InlineData(New, "Unable to update the specified properties for on-premises mastered Directory Sync objects. (passwordProfile)", "NotAllowed")]
    public async Task A_refusal_is_told_plainly(string password, string message, string why)
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        _graph.Refuse(anna.Id, 400, "Request_BadRequest", message);
        Assert.Equal(why, NameOf(await SetAsync(tenant, anna, password)));
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_exchanged_once()
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        _graph.FirstToken = 1;
        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(tenant, anna, New));

        _graph.FirstToken = 1000;
        Assert.Equal(new DirectoryWrite.Unavailable(), await SetAsync(tenant, anna, "Copper-Kettle-43-x"));
        Assert.IsType<Found.Unavailable>(await tenant.Directory.ReadAsync(anna.Id, None));
        Assert.Contains("does not accept the token", tenant.Log.Text, StringComparison.Ordinal);
        Assert.Equal(New, _anna.Password);
    }

    [Fact]
    public async Task A_wrong_secret_makes_the_directory_unavailable_and_stands_nowhere()
    {
        await using var tenant = EntraTenant.At(_graph, settings: ("ClientSecret", "a-wrong-secret"));
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
        Assert.Contains("gets no token: invalid_client", tenant.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-secret", tenant.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_that_could_not_be_ended_are_tried_again_by_the_caller()
    {
        await using var tenant = EntraTenant.At(_graph);
        var anna = await FoundAsync(tenant);
        _graph.Refuse("revokeSignInSessions", 403, Denied);
        await Assert.ThrowsAsync<IOException>(() => tenant.Directory.EndSessionsAsync(anna, None));
        _graph.Refuse("revokeSignInSessions", 503, "ServiceUnavailable", retryAfter: 0);
        await tenant.Directory.EndSessionsAsync(anna, None);
        Assert.Equal(1, _anna.Revoked);
    }

    [Fact]
    public async Task An_application_that_may_read_nobody_makes_the_directory_unavailable()
    {
        await using var tenant = EntraTenant.At(_graph);
        _graph.Refuse($"users/{UserId}", 403, Denied);
        Assert.IsType<Found.Unavailable>(await tenant.Directory.FindAsync(UserId, None));
    }

    private void Give(string what)
    {
        switch (what)
        {
            case "a role":
                _anna.MemberOf.Add(GraphPerson.Thing("directoryRole", ("id", "role"), ("displayName", "User Administrator")));
                break;

            case "a role in a part of the directory":
                _anna.Assigned.Add(GraphPerson.Thing("unifiedRoleAssignment", ("id", "assignment")));
                break;

            case "a role to take on":
                _anna.Eligible.Add(GraphPerson.Thing("unifiedRoleEligibilitySchedule", ("id", "schedule")));
                break;

            case "a group that may have roles":
                _anna.MemberOf.Add(GraphPerson.Thing("group", ("id", "group"), ("displayName", "Admins"), ("isAssignableToRole", true)));
                break;

            case "a group that is not told":
                _anna.MemberOf.Add(GraphPerson.Thing("group", ("id", "group"), ("displayName", null)));
                break;

            default:
                _anna.MemberOf.AddRange([Staff(), Staff(), GraphPerson.Thing("directoryRole", ("id", "role"))]);
                break;
        }
    }

    private static System.Text.Json.Nodes.JsonObject Staff() => GraphPerson.Thing("group", ("id", Guid.NewGuid().ToString("D")), ("displayName", "Staff"), ("isAssignableToRole", null));

    private static int Rank(string request) => Array.FindIndex((string[])["methods", "transitiveMemberOf", "roleAssignments", "roleEligibility"], part => request.Contains(part, StringComparison.Ordinal));

    private static string NameOf(DirectoryWrite written) => written is DirectoryWrite.Refused refused ? $"{refused.Why}" : written.GetType().Name;

    private static async Task<Account> FoundAsync(EntraTenant tenant) => Assert.IsType<Found.One>(await tenant.Directory.FindAsync(UserId, None)).Account;

    private static async Task<DirectoryWrite> SetAsync(EntraTenant tenant, Account account, string password)
    {
        using var typed = Password.From(password);
        return await tenant.Directory.SetPasswordAsync(account, typed, None);
    }

    /// <summary>Lets seconds pass until a call has come to its end.</summary>
    private static async Task<int> PassAsync(FakeTimeProvider time, Task call)
    {
        var seconds = 0;
        while (!call.IsCompleted && seconds < 100)
        {
            // What the network does takes no time of the clock.
            await Task.WhenAny(call, Task.Delay(30));
            if (!call.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                seconds++;
            }
        }

        return seconds;
    }
}
