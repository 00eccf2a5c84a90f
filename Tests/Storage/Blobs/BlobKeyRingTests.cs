using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SsprBot.World;
using Xunit;

namespace SsprBot.Storage.Blobs;

/// <summary>A key ring in blobs, as the product starts it.</summary>
[Collection(AzuriteShared.Name)]
public sealed class BlobKeyRingTests(AzuriteServer server) : IDisposable
{
    private readonly string _container = server.NewName();
    private readonly string _certificates = Directory.CreateTempSubdirectory("sspr-").FullName;

    private Azure.Storage.Blobs.BlobContainerClient Outside => new(server.ConnectionString(), _container, new(BlobContainer.Version));

    public void Dispose() => Directory.Delete(_certificates, recursive: true);

    [Fact]
    public async Task Outside_development_it_does_not_start_without_something_that_encrypts()
    {
        using var host = Host("Production");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(
            ["Data:KeyCertificatePath is not set. Outside Development the key ring must be encrypted: give a PKCS#12 file with an RSA key, or a Data:KeyVaultKey."],
            refused.Failures);
        Assert.False(await Outside.ExistsAsync());
    }

    [Fact]
    public async Task Outside_development_it_does_not_start_with_keys_made_in_development()
    {
        using (var host = Host("Development"))
        {
            host.Mark();
        }

        using var production = Host("Production", Encrypted(KeyHost.Certificate(_certificates)));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(production.StartAsync);

        var key = Outside.GetBlobs().Select(blob => blob.Name).Single(name => name.StartsWith("keys/", StringComparison.Ordinal));
        Assert.Equal(
            [$"The key in {_container}/{key} is not encrypted: it was made in Development. Outside Development start with a data folder, or a container, of its own."],
            refused.Failures);
    }

    [Fact]
    public async Task Instances_that_start_at_once_for_the_first_time_have_the_same_keys()
    {
        var hosts = Enumerable.Range(0, 4).Select(_ => Host("Development")).ToList();

        var marks = await Task.WhenAll(hosts.Select(host => Task.Run(async () =>
        {
            await host.StartAsync();
            return host.Mark();
        })));
        await hosts[0].WriteAsync();

        Assert.Single(marks.Distinct());
        Assert.All(hosts, host => Assert.Empty(host.Left));
        Assert.All(await Task.WhenAll(hosts.Select(host => host.ReadsAsync())), Assert.True);
        hosts.ForEach(host => host.Dispose());
    }

    [Fact]
    public async Task A_certificate_is_exchanged_for_another()
    {
        var (old, next) = (KeyHost.Certificate(_certificates), KeyHost.Certificate(_certificates));
        string mark;
        using (var host = Host("Production", Encrypted(old)))
        {
            await host.StartAsync();
            mark = host.Mark();
            await host.WriteAsync();
        }

        using (var host = Host("Production", [.. Encrypted(next), ("Data:FormerKeyCertificates:0:Path", old.Path), ("Data:FormerKeyCertificates:0:Password", old.Password)]))
        {
            await host.StartAsync();
            Assert.Equal((mark, true), (host.Mark(), await host.ReadsAsync()));
        }

        using (var host = Host("Production", Encrypted(next)))
        {
            Assert.Throws<RecordDamagedException>(host.Mark);
            await Assert.ThrowsAsync<RecordDamagedException>(host.ReadsAsync);
        }

        Assert.All(
            Outside.GetBlobs().Select(blob => blob.Name).Where(name => name.StartsWith("keys/", StringComparison.Ordinal)).ToList(),
            name => Assert.DoesNotContain("<masterKey", Outside.GetBlobClient(name).DownloadContent().Value.Content.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_former_certificate_that_cannot_be_opened_is_named()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Host("Production", ("Data:FormerKeyCertificates:0:Path", "missing.pfx")));

        Assert.Equal("Data:FormerKeyCertificates:0: missing.pfx cannot be read as a PKCS#12 file with the given password.", fault.Message);
    }

    [Fact]
    public async Task When_all_keys_are_revoked_what_they_encrypted_is_dead_and_stays_so()
    {
        using (var host = Host("Development"))
        {
            await host.WriteAsync();
            Assert.True(await host.ReadsAsync());

            host.Services.GetRequiredService<IKeyManager>().RevokeAllKeys(DateTimeOffset.UtcNow.AddMinutes(1), "lost");

            // The ring is read again beside what is going on.
            await Waiting.UntilAsync(async () => await Record.ExceptionAsync(host.ReadsAsync) is RecordDamagedException, "What was encrypted can still be read.");
        }

        using var restarted = Host("Development");
        await Assert.ThrowsAsync<RecordDamagedException>(restarted.ReadsAsync);
        Assert.Throws<RecordDamagedException>(restarted.Mark);
    }

    private static (string, string?)[] Encrypted((string Path, string Password) certificate) =>
        [("Data:KeyCertificatePath", certificate.Path), ("Data:KeyCertificatePassword", certificate.Password)];

    private KeyHost Host(string environment, params (string, string?)[] settings) => new(
        environment,
        [("Storage:Kind", "Blobs"), ("Storage:Blobs:ConnectionString", server.ConnectionString()), ("Storage:Blobs:Container", _container), .. settings]);
}
