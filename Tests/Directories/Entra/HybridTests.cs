using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Directories.Entra;

/// <summary>People whose password is in a directory of the organisation's own.</summary>
public sealed class HybridTests : IAsyncLifetime
{
    private const string UserId = "anna.lima@contoso.test";
    private const string OwnUserId = "alima@corp.example";

    private static readonly Guid s_anchor = Guid.Parse("4f7b2c1e-9a3d-4e5f-8c6b-1a2b3c4d5e6f");

    private readonly FakeDirectory _corp = new(TimeProvider.System);
    private FakeGraph _graph = null!;
    private GraphPerson _anna = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _anna = _graph.Add(new GraphPerson(UserId, "Autumn-Leaves-27") { Synchronised = (Convert.ToBase64String(s_anchor.ToByteArray()), OwnUserId) });
        _corp[OwnUserId] = FakeDirectory.Person(OwnUserId) with { Id = s_anchor.ToString("D") };
    }

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task They_are_found_there_by_their_anchor()
    {
        _corp["somebody@else.example"] = _corp[OwnUserId];
        Assert.Equal($"corp:{s_anchor:D}", (await OneAsync()).Id);
    }

    [Fact]
    public async Task They_are_found_by_their_user_ID_there_where_the_anchor_is_something_else()
    {
        _corp[OwnUserId] = FakeDirectory.Person(OwnUserId);
        Assert.Equal($"corp:id-{OwnUserId}", (await OneAsync()).Id);
    }

    [Fact]
    public async Task Without_such_a_directory_they_are_not_served()
    {
        await using var tenant = EntraTenant.At(_graph);
        Assert.IsType<Found.None>(await tenant.Directory.FindAsync(UserId, None));
        Assert.IsType<Found.None>(await tenant.Directory.ReadAsync(_anna.Id, None));
    }

    [Fact]
    public async Task Whoever_has_a_role_in_the_cloud_is_not_served_for_nobody_would_see_it_later()
    {
        _anna.Assigned.Add(GraphPerson.Thing("unifiedRoleAssignment", ("id", "assignment")));
        Assert.IsType<Found.None>(await FindAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_directory_that_is_down_is_down_for_them(bool inTheCloud)
    {
        if (inTheCloud)
        {
            await _graph.LeaveAsync();
        }

        _corp.IsDown = !inTheCloud;
        Assert.IsType<Found.Unavailable>(await FindAsync());
    }

    [Fact]
    public async Task Whoever_is_gone_there_is_nobody()
    {
        _anna = _graph.Add(new GraphPerson("gone@contoso.test", "Autumn-Leaves-27") { Synchronised = ("not an anchor", "gone@corp.example") });
        Assert.IsType<Found.None>(await FindAsync("gone@contoso.test"));
    }

    [Fact]
    public async Task Their_password_is_set_there()
    {
        await using var tenant = Tenant();
        var both = Both(tenant);
        var anna = Assert.IsType<Found.One>(await both.FindAsync(UserId, None)).Account;
        using var password = Password.From("Copper-Kettle-42-x");
        Assert.IsType<DirectoryWrite.Done>(await both.SetPasswordAsync(anna, password, None));
        Assert.Equal([(OwnUserId, "Copper-Kettle-42-x")], _corp.Set);
        Assert.Equal("Autumn-Leaves-27", _anna.Password);
    }

    private RoutingDirectory Both(EntraTenant tenant) => new(
    [
        new Route("cloud", new DirectorySettings { UserIdSuffixes = ["contoso.test"] }, tenant.Directory),
        new Route("corp", new DirectorySettings(), _corp),
    ]);

    private EntraTenant Tenant() => EntraTenant.At(_graph, settings: ("HybridDirectory", "corp"));

    private async Task<Found> FindAsync(string userId = UserId)
    {
        await using var tenant = Tenant();
        return await Both(tenant).FindAsync(userId, None);
    }

    private async Task<Account> OneAsync() => Assert.IsType<Found.One>(await FindAsync()).Account;
}
