using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;
using StackExchange.Redis;

namespace SsprBot.Doctor;

/// <summary>Whether one who tells something by way of Redis is heard. Nothing is kept there.</summary>
internal sealed class RedisNewsCheck(IOptions<RedisSettings> settings) : ICheck
{
    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        if (settings.Value.ConnectionString.Length == 0)
        {
            findings.NotSetUp($"{RedisSettings.Name} is empty: where there are several instances, what is said at another is shown up to a second later.");
            return;
        }

        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(settings.Value.ConnectionString);
            var channel = RedisChannel.Literal($"sspr:doctor:{Secrets.NewId()}");
            var heard = await redis.GetSubscriber().SubscribeAsync(channel);
            await redis.GetSubscriber().PublishAsync(channel, "");
            await heard.ReadAsync(ct);
            findings.Ok("What one instance tells, the others hear.");
        }
        catch (RedisConnectionException away)
        {
            findings.Fault($"Redis is away ({away.FailureType}).", $"See whether {RedisSettings.Name} is right, with its password, and whether the network lets the host through.");
        }
        catch (RedisException refused)
        {
            findings.Fault($"Redis does not pass on what it is told ({refused.GetType().Name}).", $"Give the user in {RedisSettings.Name} the right to publish to and subscribe to the channels sspr:*.");
        }
    }
}
