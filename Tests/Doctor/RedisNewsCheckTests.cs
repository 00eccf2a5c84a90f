using Microsoft.Extensions.Options;
using SsprBot.Instances;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Doctor;

public sealed class RedisNewsCheckTests
{
    private const string Away = "Fault Redis: Redis is away (UnableToConnect).";

    [RedisFact]
    public async Task A_server_that_passes_on_what_it_is_told_is_ok_and_one_that_is_gone_is_not()
    {
        await using var redis = new RedisServer();
        Assert.Equal([Away], await ExaminedAsync(redis.ConnectionString));

        await redis.StartAsync();
        Assert.Equal(["Ok Redis: What one instance tells, the others hear."], await ExaminedAsync(redis.ConnectionString));
    }

    [RedisFact]
    public async Task A_wrong_password_is_a_fault_and_not_told()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync("--requirepass", "Plain-Secret");

        Assert.Equal(["Fault Redis: Redis is away (AuthenticationFailure)."], await ExaminedAsync($"{redis.ConnectionString},password=Another-Secret"));
        Assert.Equal(["Ok Redis: What one instance tells, the others hear."], await ExaminedAsync($"{redis.ConnectionString},password=Plain-Secret"));
    }

    [RedisFact]
    public async Task A_user_that_may_not_publish_is_a_fault()
    {
        await using var redis = new RedisServer();
        await redis.StartAsync("--user", "default", "on", "nopass", "~*", "resetchannels", "+@all");

        Assert.Equal(["Fault Redis: Redis does not pass on what it is told (RedisServerException)."], await ExaminedAsync(redis.ConnectionString));
    }

    [Fact]
    public async Task Without_a_server_there_is_nothing_to_look_at() => Assert.Equal(
        ["NotSetUp Redis: Redis:ConnectionString is empty: where there are several instances, what is said at another is shown up to a second later."], await ExaminedAsync(""));

    private static Task<string[]> ExaminedAsync(string connectionString) =>
        Examined.ByAsync(new RedisNewsCheck(Options.Create(new RedisSettings { ConnectionString = connectionString })), "Redis");
}
