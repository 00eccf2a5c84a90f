using SsprBot.Host;
using SsprBot.Storage.Blobs;

namespace SsprBot.Instances;

/// <summary>Two real hosts with one storage behind a load balancer that knows no sessions.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    /// <summary>By way of the load balancer.</summary>
    public HttpClient Http { get; } = new();

    public Balancer Balancer { get; private set; } = null!;

    public BotProcess One { get; private set; } = null!;

    public BotProcess Two { get; private set; } = null!;

    /// <param name="server">The storage.</param>
    /// <param name="road">The first one's own way to the storage.</param>
    /// <param name="settings">Environment variables of both.</param>
    public static async Task<Cluster> StartAsync(AzuriteServer server, BlobRoad? road = null, params (string Name, string Value)[] settings)
    {
        var cluster = new Cluster { Balancer = await Balancer.StartAsync() };
        cluster.Http.BaseAddress = cluster.Balancer.Address;
        (string, string)[] all =
        [
            ("Policy__BotCheck", "None"),
            ("Web__PublicBaseUrl", cluster.Balancer.Address.AbsoluteUri),
            ("Storage__Kind", "Blobs"),
            ("Storage__Blobs__Container", server.NewName()),
            .. settings,
        ];
        cluster.One = await BotProcess.StartAsync(settings: [.. all, Storage(server.ConnectionString(road?.Address))]);
        cluster.Two = await BotProcess.StartAsync(settings: [.. all, Storage(server.ConnectionString())]);
        cluster.Balancer.Use(cluster.One.Http.BaseAddress!, cluster.Two.Http.BaseAddress!);
        return cluster;
    }

    /// <summary>Somebody whose requests come to the instances in turn.</summary>
    public Task<ChatPerson> VisitAsync() => ChatPerson.StartAsync(Http);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Balancer.DisposeAsync();
        await One.DisposeAsync();
        await (Two?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static (string, string) Storage(string connectionString) => ("Storage__Blobs__ConnectionString", connectionString);
}
