namespace SsprBot.Settings;

/// <summary>A Redis or Valkey server by which the instances tell each other at once that something was said. Section <c>Redis</c>; optional.</summary>
public sealed class RedisSettings
{
    public const string Section = "Redis";

    /// <summary>What the one setting is called in full.</summary>
    public const string Name = $"{Section}:{nameof(ConnectionString)}";

    /// <summary>As StackExchange.Redis reads it, such as <c>redis.contoso.com:6380,ssl=True,password=…</c>; empty means none. It is a secret: give it by environment variable.</summary>
    public string ConnectionString { get; init; } = "";
}
