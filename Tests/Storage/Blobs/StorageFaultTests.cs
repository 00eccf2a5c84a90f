using Microsoft.Extensions.Configuration;
using Xunit;

namespace SsprBot.Storage.Blobs;

public sealed class StorageFaultTests
{
    private const string ConnectionString = "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=a2V5;EndpointSuffix=core.windows.net";
    private const string Address = "https://contoso.blob.core.windows.net/";

    [Fact]
    public void Without_settings_there_is_no_fault() => Assert.Empty(Faults());

    [Theory]
    [InlineData("ConnectionString", ConnectionString)]
    [InlineData("ConnectionString", "UseDevelopmentStorage=true")]
    [InlineData("ServiceUri", Address)]
    [InlineData("ServiceUri", Address + "?sv=2025-11-05&sr=c&sp=rcwdl&sig=c2ln")]
    public void One_way_to_the_storage_is_enough(string name, string value) => Assert.Empty(Faults(("Kind", "Blobs"), ($"Blobs:{name}", value)));

    [Fact]
    public void Each_fault_is_named()
    {
        Assert.Equal(["Storage:Kind must be one of Sqlite, Blobs."], Faults(("Kind", "1")));
        Assert.Equal(["Storage:Blobs needs a ConnectionString or a ServiceUri."], Faults(("Kind", "blobs")));
        Assert.Equal(
            ["Storage:Blobs has both a ConnectionString and a ServiceUri: one of them is enough."],
            Faults(("Kind", "Blobs"), ("Blobs:ConnectionString", ConnectionString), ("Blobs:ServiceUri", Address)));
        Assert.Equal(["Storage:Blobs:ConnectionString is not one of a storage account."], Faults(("Kind", "Blobs"), ("Blobs:ConnectionString", "contoso")));
        Assert.Equal(
            ["Storage:Blobs:ConnectionString must be for https."],
            Faults(("Kind", "Blobs"), ("Blobs:ConnectionString", ConnectionString.Replace("https", "http", StringComparison.Ordinal))));
        Assert.Equal(
            ["Storage:Blobs: Container has 3 to 63 small letters, digits and single dashes."],
            Faults(("Kind", "Blobs"), ("Blobs:ServiceUri", Address), ("Blobs:Container", "Contoso--")));
        Assert.Equal(
            ["Storage:Blobs: AuditContainer has 3 to 63 small letters, digits and single dashes."],
            Faults(("Kind", "Blobs"), ("Blobs:ServiceUri", Address), ("Blobs:AuditContainer", "-")));
        Assert.Equal(
            ["Storage:Blobs:Container is too long to have -audit behind it: set AuditContainer too."],
            Faults(("Kind", "Blobs"), ("Blobs:ServiceUri", Address), ("Blobs:Container", new string('a', 58))));
    }

    [Theory]
    [InlineData("http://contoso.blob.core.windows.net/")]
    [InlineData("contoso")]
    [InlineData("ftp://contoso")]
    public void The_address_is_one_of_https(string address) =>
        Assert.Equal(["Storage:Blobs:ServiceUri must be the https address of the blob service."], Faults(("Kind", "Blobs"), ("Blobs:ServiceUri", address)));

    private static IReadOnlyList<string> Faults(params (string Name, string Value)[] settings) => StorageFaults.Of(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Storage:{setting.Name}", (string?)setting.Value))).Build());
}
