using System.Buffers.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SsprBot.Storage.Vaults;

/// <summary>An RSA key that never leaves Azure Key Vault: other keys are wrapped and unwrapped there (REST API 7.4: Get Key, Wrap Key, Unwrap Key).</summary>
public sealed class VaultKey
{
    private const string Algorithm = "RSA-OAEP-256";

    private readonly Uri _key;
    private readonly HttpPipeline _pipeline;

    /// <param name="key">Without a version.</param>
    /// <param name="credential">Whose right it is to use the key.</param>
    /// <param name="transport">The network, unless it is another.</param>
    public VaultKey(Uri key, TokenCredential credential, HttpPipelineTransport? transport = null)
    {
        _key = key;
        var options = new Options
        {
            Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(10) },
            Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false },
        };
        options.Transport = transport ?? options.Transport;
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope(key)));
    }

    /// <returns>The version of the key that it was wrapped with, and what was wrapped.</returns>
    /// <exception cref="InvalidOperationException">The key cannot be used; the message says why.</exception>
    public (Uri Version, byte[] Wrapped) Wrap(ReadOnlySpan<byte> content)
    {
        using var answer = Send(RequestMethod.Get, _key, null);
        var version = new Uri(answer.RootElement.GetProperty("key").GetProperty("kid").GetString()!);
        return (version, Use(version, "wrapkey", content));
    }

    /// <param name="version">Of this key; no other vault is asked, whatever stands in the key ring.</param>
    /// <param name="wrapped">What was wrapped with it.</param>
    /// <exception cref="InvalidOperationException">The key cannot be used; the message says why.</exception>
    public byte[] Unwrap(Uri version, ReadOnlySpan<byte> wrapped) => Use(version, "unwrapkey", wrapped);

    // A token is for all vaults of a cloud: https://vault.azure.net for https://contoso.vault.azure.net.
    private static string Scope(Uri key) => $"https://{key.Host[(key.Host.IndexOf('.', StringComparison.Ordinal) + 1)..]}/.default";

    private byte[] Use(Uri version, string operation, ReadOnlySpan<byte> value)
    {
        if (!IsVersion(version))
        {
            throw new InvalidOperationException($"Data:KeyVaultKey: {version} is not a version of {_key}.");
        }

        var body = new Dictionary<string, string> { ["alg"] = Algorithm, ["value"] = Base64Url.EncodeToString(value) };
        using var answer = Send(RequestMethod.Post, new Uri($"{version.AbsoluteUri}/{operation}"), BinaryData.FromObjectAsJson(body));
        return Base64Url.DecodeFromChars(answer.RootElement.GetProperty("value").GetString());
    }

    private bool IsVersion(Uri version) =>
        version.AbsoluteUri.StartsWith($"{_key.AbsoluteUri}/", StringComparison.OrdinalIgnoreCase)
        && version.AbsoluteUri[(_key.AbsoluteUri.Length + 1)..] is { Length: > 0 } name
        && name.All(char.IsAsciiLetterOrDigit);

    private JsonDocument Send(RequestMethod method, Uri address, BinaryData? body)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Uri.AppendQuery("api-version", "7.4");
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        if (body is not null)
        {
            message.Request.Headers.Add(HttpHeader.Common.JsonContentType);
            message.Request.Content = RequestContent.Create(body);
        }

        try
        {
            _pipeline.Send(message, CancellationToken.None);
            return message.Response.IsError ? throw new RequestFailedException(message.Response) : JsonDocument.Parse(message.Response.Content);
        }
        catch (Exception accident) when (accident is not OutOfMemoryException)
        {
            throw new InvalidOperationException(
                $"Data:KeyVaultKey: {_key} cannot be used ({Blobs.BlobAnswers.ReasonOf(accident)}). Check the address, the network and the rights to get the key, to wrap and to unwrap.", accident);
        }
    }

    private sealed class Options : ClientOptions;
}
