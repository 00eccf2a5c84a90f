using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SsprBot.Settings;

namespace SsprBot.Channels.Azure;

/// <summary>A key that the Bot Connector signs with.</summary>
/// <param name="Endorsements">The ids of the channels that it signs for.</param>
internal sealed record SigningKey(JsonWebKey Key, IReadOnlySet<string> Endorsements);

/// <summary>
/// The keys of the Bot Connector, read once a day, and again when one is asked for that is not there: at most every five minutes, as anybody can ask.
/// While they cannot be read the ones before hold.
/// </summary>
internal sealed class SigningKeys(IHttpClientFactory clients, IOptions<ConnectorSettings> settings, TimeProvider time, ILogger<SigningKeys> log) : IDisposable
{
    public const string Client = "connector-keys";

    private static readonly TimeSpan s_fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pauseAfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Uri _metadata = settings.Value.OpenIdMetadata;
    private volatile Read _read = new(FrozenDictionary<string, SigningKey>.Empty, DateTimeOffset.MinValue);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    private sealed record Read(FrozenDictionary<string, SigningKey> Keys, DateTimeOffset At);

    /// <returns>Null when there is no such key.</returns>
    public async ValueTask<SigningKey?> FindAsync(string id, CancellationToken ct)
    {
        if (_read is var read && time.GetUtcNow() - read.At < s_fresh && read.Keys.TryGetValue(id, out var key))
        {
            return key;
        }

        await RefreshAsync(ct);
        return _read.Keys.GetValueOrDefault(id);
    }

    /// <summary>Reads the keys, if it is time to.</summary>
    /// <returns>How many are known.</returns>
    public async Task<int> CountAsync(CancellationToken ct)
    {
        await RefreshAsync(ct);
        return _read.Keys.Count;
    }

    public void Dispose() => _one.Dispose();

    private async Task RefreshAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var now = time.GetUtcNow();
            if (now >= _next)
            {
                _next = now + s_pauseAfterFailure;
                _read = new Read(await AskAsync(ct), now);
                _next = now + s_pause;
            }
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or ArgumentException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.KeysNotRead(failure.GetType().Name);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<FrozenDictionary<string, SigningKey>> AskAsync(CancellationToken ct)
    {
        // The client belongs to its factory, which has no use for being told that it is done with.
        var documents = new HttpDocumentRetriever(clients.CreateClient(Client)) { RequireHttps = !_metadata.IsLoopback };
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(_metadata.AbsoluteUri, documents, ct);
        return configuration.JsonWebKeySet.Keys
            .Where(key => key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Kid.Length: > 0 })
            .DistinctBy(key => key.Kid)
            .ToFrozenDictionary(key => key.Kid, key => new SigningKey(key, Endorsements(key)), StringComparer.Ordinal);
    }

    private static HashSet<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } names
            ? [.. names.EnumerateArray().Where(name => name.ValueKind is JsonValueKind.String).Select(name => name.GetString()!)]
            : [];
}
