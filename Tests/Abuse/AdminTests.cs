using System.Net;
using SsprBot.Domain;
using SsprBot.Pages;
using SsprBot.Pages.Admin;
using SsprBot.World;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>The admin area, for those who should not be there and those who do too much.</summary>
public sealed class AdminTests
{
    private static readonly string[] s_paths =
    [
        .. typeof(AdminPaths).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Where(path => path is not (AdminPaths.Home or AdminPaths.Open or AdminPaths.SignIn or AdminPaths.Callback or AdminPaths.Arrived or AdminPaths.NotSignedIn)),
    ];

    [Fact]
    [Rule("D-99")]
    public async Task Without_a_sign_in_no_part_is_shown_and_nothing_is_done()
    {
        await using var attacked = await AttackedHost.StartAsync();
        using var stranger = new PageVisitor(attacked.Host.Address);
        stranger.Cookies.Add(attacked.Host.Address, new Cookie("admin", "CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAA"));
        stranger.FromOwnPage["Authorization"] = "Bearer administrator";
        foreach (var path in s_paths)
        {
            foreach (var form in (string[])[path, path.ToUpperInvariant(), $"/.{path}", $"/x/..{path}", $"{path}/", path.Replace("admin", "%61dmin", StringComparison.Ordinal)])
            {
                var seen = await stranger.GetAsync(form);
                var posted = await stranger.PostAsync(form, ("name", "all"), ("turn", "off"), ("user-id", AttackedHost.Anna), ("id", "x"));
                Assert.All([seen, posted], one => Assert.True(one.Status is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest, $"{form}: {one.Status}"));
            }
        }

        Assert.False(attacked.Get<Switches>().IsOff(Switch.All));
        Assert.Empty(await attacked.Get<Storage.IAuditReader>().NewestFirstAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, default).ToListAsync());
    }

    [Fact]
    [Rule("D-99")]
    public async Task Under_another_name_than_its_own_there_is_no_area()
    {
        await using var attacked = await AttackedHost.StartAsync("--Admin:Hosts:0=admin.reset.contoso.test");
        using var visitor = new PageVisitor(attacked.Host.Address);
        foreach (var path in s_paths)
        {
            Assert.True((await visitor.GetAsync(path)).Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
            Assert.True((await visitor.GetAsync(path, ("X-Forwarded-Host", "admin.reset.contoso.test"))).Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
            Assert.True((await visitor.PostAsync(path)).Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact]
    [Rule("D-99")]
    public async Task The_help_desk_releases_thirty_in_an_hour_and_not_one_more()
    {
        var world = new TestWorld(Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, Limits = new Limits { StartsPerSender = 1000, UserIdsPerSender = 1000 } });
        await using var host = await AdminHost.StartAsync(world);
        using var desk = host.As(new AdminUser("desk", AdminRole.HelpDesk));
        var outcomes = new List<string>();
        for (var number = 1; number <= 32; number++)
        {
            await BlockAsync(world, $"person{number}@contoso.test");
            outcomes.Add((await desk.SubmitAsync(AdminPaths.ReleaseBlocked, await desk.GetAsync(AdminPaths.HeldBack))).Header("Location").Split('=')[1]);
            if (outcomes[^1] is not nameof(ReleaseOutcome.Done))
            {
                break;
            }
        }

        var again = await desk.SubmitAsync(AdminPaths.ReleaseBlocked, await desk.GetAsync(AdminPaths.HeldBack));
        world.Time.Advance(TimeSpan.FromMinutes(61));
        using var back = host.As(new AdminUser("desk", AdminRole.HelpDesk));
        var later = await back.SubmitAsync(AdminPaths.ReleaseBlocked, await back.GetAsync(AdminPaths.HeldBack));

        Assert.Equal([.. Enumerable.Repeat(nameof(ReleaseOutcome.Done), Releasing.PerHour), nameof(ReleaseOutcome.TooMany)], outcomes);
        Assert.EndsWith(nameof(ReleaseOutcome.TooMany), again.Header("Location"), StringComparison.Ordinal);
        Assert.EndsWith(nameof(ReleaseOutcome.Done), later.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(31, world.Audited.Count(happened => happened.Reason == "releasing-blocked"));
    }

    [Fact]
    [Rule("D-99")]
    public async Task No_page_of_the_area_takes_or_shows_a_password()
    {
        await using var attacked = await AttackedHost.StartAsync();
        using var administrator = new PageVisitor(attacked.Host.Address);
        var link = attacked.Get<AdminLink>().New();
        await administrator.SubmitAsync(link, await administrator.GetAsync(link));
        foreach (var path in s_paths)
        {
            var seen = await administrator.GetAsync(path);
            Assert.DoesNotMatch("type=\"password\"|new-password|Autumn-Leaves-27", seen.Body);
        }
    }

    private static async Task BlockAsync(TestWorld world, string userId)
    {
        world.Directory[userId] = FakeDirectory.Person(userId, TestWorld.AnnasMail, TestWorld.AnnasPhone);
        await world.Denial.DenyAsync(await world.IdentifiedAsync(userId), CancellationToken.None);
    }
}
