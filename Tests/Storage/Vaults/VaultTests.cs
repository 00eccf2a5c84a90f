using System.Net;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SsprBot.Storage.Blobs;
using Xunit;

namespace SsprBot.Storage.Vaults;

/// <summary>A key ring in blobs whose keys Key Vault wraps, as the product starts it outside Development.</summary>
[Collection(AzuriteShared.Name)]
public sealed class VaultTests(AzuriteServer server) : IDisposable
{
    private readonly string _container = server.NewName();
    private readonly FakeVault _vault = new();

    private BlobContainerClient Outside => new(server.ConnectionString(), _container, new(BlobContainer.Version));

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task Instances_share_keys_that_are_wrapped_and_leave_nothing_on_the_disk()
    {
        string mark;
        using (var one = Host())
        {
            await one.StartAsync();
            mark = one.Mark();
            await one.WriteAsync();
            Assert.Empty(one.Left);
        }

        using var other = Host();
        await other.StartAsync();

        Assert.Equal((mark, true), (other.Mark(), await other.ReadsAsync()));
        var key = await KeyAsync();
        Assert.DoesNotContain("<masterKey", key.Xml, StringComparison.Ordinal);
        Assert.Contains($"<version>{FakeVault.Key}/{_vault.Current}</version>", key.Xml, StringComparison.Ordinal);
        Assert.Equal(["https://vault.azure.net/.default"], _vault.Scopes.Distinct());
        Assert.Equal(
            [$"GET {FakeVault.Key}?api-version=7.4", $"POST {FakeVault.Key}/{_vault.Current}/wrapkey?api-version=7.4", $"POST {FakeVault.Key}/{_vault.Current}/unwrapkey?api-version=7.4"],
            _vault.Asked.Distinct());
    }

    [Fact]
    public async Task What_an_older_version_of_the_key_wrapped_is_still_unwrapped()
    {
        string mark;
        using (var one = Host())
        {
            mark = one.Mark();
        }

        _vault.Turn();
        using var other = Host();
        await other.StartAsync();

        Assert.Equal(mark, other.Mark());
    }

    [Fact]
    public async Task Without_the_vault_nothing_is_read_and_nothing_made_anew()
    {
        using (var one = Host())
        {
            one.Mark();
        }

        var before = await Outside.GetBlobsAsync().Select(blob => blob.Name).ToListAsync();
        _vault.Refusal = (HttpStatusCode.Forbidden, "Forbidden");
        using var other = Host();

        Assert.ThrowsAny<Exception>(other.Mark);
        Assert.Equal(before, await Outside.GetBlobsAsync().Select(blob => blob.Name).ToListAsync());
    }

    [Fact]
    public void A_vault_that_refuses_is_named()
    {
        _vault.Refusal = (HttpStatusCode.Forbidden, "Forbidden");

        var refused = Assert.Throws<InvalidOperationException>(() => _vault.Open().Wrap([1, 2, 3]));

        Assert.Equal("Data:KeyVaultKey: https://contoso.vault.azure.net/keys/sspr cannot be used (Forbidden). Check the address, the network and the rights to get the key, to wrap and to unwrap.", refused.Message);
    }

    [Theory]
    [InlineData("https://evil.vault.azure.net/keys/sspr/1")]
    [InlineData("https://contoso.vault.azure.net/keys/sspr2/1")]
    [InlineData("https://contoso.vault.azure.net/keys/sspr/")]
    [InlineData("https://contoso.vault.azure.net/keys/sspr/1?a=")]
    [InlineData("https://contoso.vault.azure.net/keys/sspr/../../secrets/1")]
    public void What_is_no_version_of_the_key_is_not_asked(string version)
    {
        Assert.Throws<InvalidOperationException>(() => _vault.Open().Unwrap(new Uri(version), [1, 2, 3]));
        Assert.Empty(_vault.Asked);
    }

    [Fact]
    public async Task A_key_that_another_vault_is_said_to_have_wrapped_is_not_sent_there()
    {
        using (var one = Host())
        {
            one.Mark();
        }

        var (name, xml) = await KeyAsync();
        await Outside.GetBlobClient(name).UploadAsync(BinaryData.FromString(xml.Replace("contoso.vault", "evil.vault", StringComparison.Ordinal)), overwrite: true);
        using var other = Host();

        Assert.ThrowsAny<Exception>(other.Mark);
        Assert.DoesNotContain(_vault.Asked, asked => asked.Contains("evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://contoso.vault.azure.net/keys/sspr")]
    [InlineData("https://contoso.vault.azure.net/keys/sspr/0123")]
    [InlineData("https://contoso.vault.azure.net/secrets/sspr")]
    [InlineData("https://contoso.vault.azure.net/keys/")]
    [InlineData("/keys/sspr")]
    public async Task An_address_that_is_none_of_a_key_is_named(string address)
    {
        using var host = Host(("Data:KeyVaultKey", address));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Equal(["Data:KeyVaultKey must be the https address of a key in Key Vault, without a version, such as https://contoso.vault.azure.net/keys/sspr."], refused.Failures);
    }

    [Fact]
    public async Task A_certificate_and_a_vault_are_one_too_many()
    {
        var folder = Directory.CreateTempSubdirectory("sspr-").FullName;
        var (path, password) = KeyHost.Certificate(folder);
        using var host = Host(("Data:KeyCertificatePath", path), ("Data:KeyCertificatePassword", password));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.StartsWith("Data has both a KeyCertificatePath and a KeyVaultKey", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private async Task<(string Name, string Xml)> KeyAsync()
    {
        var name = (await Outside.GetBlobsAsync().Select(blob => blob.Name).ToListAsync()).Single(name => name.StartsWith("keys/key-", StringComparison.Ordinal));
        return (name, (await Outside.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString());
    }

    private KeyHost Host(params (string, string?)[] settings) => new(
        "Production",
        [
            ("Storage:Kind", "Blobs"),
            ("Storage:Blobs:ConnectionString", server.ConnectionString()),
            ("Storage:Blobs:Container", _container),
            ("Data:KeyVaultKey", FakeVault.Key.AbsoluteUri),
            .. settings,
        ],
        services => services.AddSingleton(_vault.Open()));
}
