using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Channels.DirectLine;
using SsprBot.Settings;
using SsprBot.World;
using Xunit;

namespace SsprBot.Instances;

public sealed class RedisNewsTests
{
    [RedisFact]
    public async Task News_come_while_Redis_is_there_and_again_when_it_is_back()
    {
        await using var redis = new RedisServer();
        await using var one = new RedisNews(new RedisSettings { ConnectionString = redis.ConnectionString }, NullLogger<RedisNews>.Instance);
        await using var two = new RedisNews(new RedisSettings { ConnectionString = redis.ConnectionString }, NullLogger<RedisNews>.Instance);
        var heard = new ConcurrentQueue<string?>();
        await Task.WhenAll(one.ListenAsync(_ => { }), two.ListenAsync(heard.Enqueue));
        Assert.False(two.IsLive);
        one.Tell("lost");

        await redis.StartAsync();
        await Waiting.UntilAsync(() => one.IsLive && two.IsLive && heard.Contains(null));
        await HearAsync(one, heard, "first");

        await redis.StopAsync();
        await Waiting.UntilAsync(() => !two.IsLive);
        one.Tell("lost");
        heard.Clear();
        await redis.StartAsync();
        await Waiting.UntilAsync(() => one.IsLive && two.IsLive && heard.Contains(null));
        await HearAsync(one, heard, "second");

        Assert.DoesNotContain("lost", heard);
    }

    [Fact]
    public void Each_fault_is_named()
    {
        Assert.Empty(Faults("Blobs", ""));
        Assert.Empty(Faults("Blobs", "127.0.0.1:6379"));
        Assert.Empty(Faults("blobs", "redis.contoso.com:6380,ssl=True,password=secret"));
        Assert.Equal(["Redis:ConnectionString must have ssl=True."], Faults("Blobs", "redis.contoso.com:6379"));
        Assert.Equal(["Redis:ConnectionString is not one of a Redis server."], Faults("Blobs", "ssl=True"));
        Assert.Equal(["Redis:ConnectionString is not one of a Redis server."], Faults("Blobs", "localhost,ssl=perhaps"));
        Assert.Equal(["Redis:ConnectionString is of no use to a single instance: several share Storage:Kind=Blobs."], Faults("", "localhost"));
    }

    // A subscription follows the connection a moment later.
    private static async Task HearAsync(RedisNews from, ConcurrentQueue<string?> heard, string conversation) => await Waiting.UntilAsync(() =>
    {
        from.Tell(conversation);
        return heard.Contains(conversation);
    });

    private static IReadOnlyList<string> Faults(string storage, string redis) => RedisCheck.Faults(new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create("Storage:Kind", (string?)storage), KeyValuePair.Create("Redis:ConnectionString", (string?)redis)])
        .Build());
}
