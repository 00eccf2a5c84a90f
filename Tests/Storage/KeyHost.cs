using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SsprBot.Domain;

namespace SsprBot.Storage;

/// <summary>The storage in a host that has a folder of its own, and what tells whether two hosts have the same keys.</summary>
internal sealed class KeyHost : IDisposable
{
    private static readonly RecordKey Key = new(new RecordKind("kind"), "a");

    private readonly IHost _host;
    private readonly string _root = Directory.CreateTempSubdirectory("sspr-").FullName;

    public KeyHost(string environment, IEnumerable<(string Name, string? Value)> settings, Action<IServiceCollection>? besides = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = environment, ContentRootPath = _root });
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value;
        }

        builder.Services.AddStorage(builder.Configuration);
        besides?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    /// <summary>What it left on the disk.</summary>
    public IEnumerable<string> Left => Directory.EnumerateFileSystemEntries(_root);

    private IRecords Records => Services.GetRequiredService<IRecords>();

    /// <summary>A PKCS#12 file with a key of its own.</summary>
    public static (string Path, string Password) Certificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Contoso", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder, $"{Guid.NewGuid():n}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "right"));
        return (path, "right");
    }

    public Task StartAsync() => _host.StartAsync();

    /// <summary>What stays the same as long as the peppers do.</summary>
    public string Mark() => Services.GetRequiredKeyedService<Pepper>(Peppers.Codes).Pseudonym("a");

    public Task<string?> WriteAsync() => Records.TryCreateAsync(Key, "one"u8.ToArray(), default);

    public async Task<bool> ReadsAsync() => await Records.ReadAsync(Key, default) is { } stored && stored.Content.Span.SequenceEqual("one"u8);

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
