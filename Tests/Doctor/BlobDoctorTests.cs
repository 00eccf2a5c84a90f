using SsprBot.Host;
using SsprBot.Storage.Blobs;
using Xunit;

namespace SsprBot.Doctor;

/// <summary>The doctor of a product with its records in blobs.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BlobDoctorTests(AzuriteServer server)
{
    private readonly string _container = server.NewName();

    [Fact]
    public async Task A_storage_of_blobs_is_well_also_before_the_first_start_and_while_a_host_runs()
    {
        await LookAsync();
        await using var host = await BotProcess.StartAsync(settings: [.. Settings(server.Address)]);
        await LookAsync();
    }

    [Fact]
    public async Task A_storage_that_cannot_be_used_is_named()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        road.Always = BlobRoad.Refused(403, "AuthorizationFailure");

        var (exitCode, output) = await BotProcess.ToolAsync("doctor", settings: [.. Settings(road.Address)]);

        Assert.Equal(2, exitCode);
        Assert.Contains($"unknown    configuration: Storage:Blobs: the container {_container} at 127.0.0.1 cannot be used (AuthorizationFailure).", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_takes_no_records_is_a_fault()
    {
        await using var road = await BlobRoad.StartAsync(server.Address);
        road.Always = (request, forward) =>
            request.Request.Path.Value!.Contains("/doctor/", StringComparison.Ordinal) ? BlobRoad.Refused(403, "AuthorizationPermissionMismatch")(request, forward) : forward();

        var (exitCode, output) = await BotProcess.ToolAsync("doctor", settings: [.. Settings(road.Address)]);

        Assert.Equal(1, exitCode);
        Assert.Contains("fault      storage: The storage did not do what it was asked (Blobs).", output, StringComparison.Ordinal);
        Assert.Contains("AuthorizationPermissionMismatch", output, StringComparison.Ordinal);
    }

    private async Task LookAsync()
    {
        var (exitCode, output) = await BotProcess.ToolAsync("doctor", settings: [.. Settings(server.Address)]);

        Assert.Equal(0, exitCode);
        Assert.Contains("ok         storage: A record was made, read, replaced and deleted (Blobs), and what was stale was refused.", output, StringComparison.Ordinal);
        Assert.Contains("ok         audit log: It can be written to, and its last lines stand as they were written, to number", output, StringComparison.Ordinal);
        Assert.Contains("ok         clock: The clock goes as that of the storage.", output, StringComparison.Ordinal);
    }

    private (string, string)[] Settings(Uri road) =>
    [
        ("Storage__Kind", "Blobs"), ("Storage__Blobs__ConnectionString", server.ConnectionString(road)), ("Storage__Blobs__Container", _container),
    ];
}
