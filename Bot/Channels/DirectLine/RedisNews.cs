using SsprBot.Settings;
using StackExchange.Redis;

namespace SsprBot.Channels.DirectLine;

/// <summary>News by way of a Redis or Valkey server. It may be away, also at start: the client comes back to it by itself.</summary>
internal sealed class RedisNews(RedisSettings settings, ILogger<RedisNews> log) : ITurnNews, IAsyncDisposable
{
    private static readonly RedisChannel s_channel = RedisChannel.Literal("sspr:turns");

    private ConnectionMultiplexer? _redis;
    private volatile bool _listens;

    public bool IsLive => _listens && _redis is { IsConnected: true };

    public void Tell(string conversation) => _redis?.GetSubscriber().Publish(s_channel, conversation, CommandFlags.FireAndForget);

    public async Task ListenAsync(Action<string?> heard)
    {
        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        _redis = await ConnectionMultiplexer.ConnectAsync(options);
        _redis.ConnectionFailed += (_, failure) => log.RedisAway($"{failure.FailureType}");
        _redis.ConnectionRestored += (_, _) => heard(null);
        if (!_redis.IsConnected)
        {
            log.RedisAway($"{ConnectionFailureType.UnableToConnect}");
        }

        var subscriber = _redis.GetSubscriber();
        await subscriber.SubscribeAsync(s_channel, (_, conversation) => heard(conversation), CommandFlags.FireAndForget);
        _listens = true;
    }

    public ValueTask DisposeAsync() => _redis?.DisposeAsync() ?? ValueTask.CompletedTask;
}
