using SsprBot.Directories.Entra;
using Xunit;

namespace SsprBot.Doctor;

public sealed class EntraDoctorTests
{
    private static readonly EntraKind s_kind = new();

    [Fact]
    public async Task A_tenant_that_grants_what_is_needed_is_ok()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var tenant = EntraTenant.At(graph);

        Assert.Equal(
            AndLimits("Ok directory staff: Microsoft Graph answers what needs User.Read.All.", "Ok directory staff: Microsoft Graph answers what needs RoleManagement.Read.Directory."),
            await Examined.DirectoryAsync(s_kind, tenant.Directory));
    }

    [Fact]
    public async Task A_permission_that_is_missing_is_named()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var tenant = EntraTenant.At(graph);
        graph.Refuse("/v1.0/roleManagement/directory/roleAssignments", 403, "Authorization_RequestDenied");

        Assert.Equal(
            AndLimits(
                "Ok directory staff: Microsoft Graph answers what needs User.Read.All.",
                "Fault directory staff: Microsoft Graph refuses what needs RoleManagement.Read.Directory: (403 Authorization_RequestDenied)."),
            await Examined.DirectoryAsync(s_kind, tenant.Directory));
    }

    [Fact]
    public async Task A_secret_that_is_not_right_is_a_fault()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var tenant = EntraTenant.At(graph, null, ("ClientSecret", "another"));

        Assert.Equal(
            AndLimits("Fault directory staff: Microsoft Graph could not be asked: there is no token, or it takes none."),
            await Examined.DirectoryAsync(s_kind, tenant.Directory));
    }

    private static string[] AndLimits(params IEnumerable<string> lines) => [.. lines, .. s_kind.Limits.Select(limit => $"Ok directory staff: What it cannot do: {limit}")];
}
