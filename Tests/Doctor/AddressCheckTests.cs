using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Network;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Doctor;

public sealed class AddressCheckTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_host_that_answers_with_a_certificate_that_lasts_is_ok()
    {
        await using var site = await SiteAsync(_authority.Issue());

        var ends = TimeProvider.System.GetUtcNow().AddDays(1);
        Assert.Equal(
            [$"Ok address: The certificate is valid until {ends:yyyy-MM-dd}.", $"Ok address: The host answers at {AddressOf(site)}healthz."],
            await ExaminedAsync(AddressOf(site), new FakeTimeProvider(ends.AddDays(-15))));
        Assert.Equal(
            [$"Warning address: The certificate ends on {ends:yyyy-MM-dd}.", $"Ok address: The host answers at {AddressOf(site)}healthz."],
            await ExaminedAsync(AddressOf(site), new FakeTimeProvider(ends.AddDays(-13))));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_or_is_of_another_name_is_a_fault()
    {
        await using var expired = await SiteAsync(_authority.Issue(expired: true));
        await using var strange = await SiteAsync(_authority.Issue("reset.contoso.test"));

        string[] fault = ["Fault address: The certificate is not valid, has expired, or is of another name."];
        Assert.Equal(fault, await ExaminedAsync(AddressOf(expired)));
        Assert.Equal(fault, await ExaminedAsync(AddressOf(strange)));
    }

    [Fact]
    public async Task Somebody_else_who_answers_is_not_the_host()
    {
        await using var site = await SiteAsync(_authority.Issue(), "Welcome to this web server");
        Assert.Equal($"Fault address: {AddressOf(site)}healthz is answered with 200, and not by the host.", (await ExaminedAsync(AddressOf(site)))[^1]);
    }

    [Fact]
    public async Task An_address_that_nobody_answers_at_is_a_fault_where_the_host_could_run_meanwhile()
    {
        var port = Supervised.FreePort();

        Assert.Equal([$"Fault address: https://localhost:{port}/healthz is not answered: ConnectionError."], await ExaminedAsync(new Uri($"https://localhost:{port}/")));
        Assert.Equal(
            [$"Warning address: https://localhost:{port}/healthz is not answered: ConnectionError."],
            await ExaminedAsync(new Uri($"https://localhost:{port}/"), kind: StorageKind.Sqlite));
        Assert.Equal(["Fault address: The name reset.invalid has no address."], await ExaminedAsync(new Uri("https://reset.invalid/")));
        Assert.Equal(["NotSetUp address: Web:PublicBaseUrl is no https address."], await ExaminedAsync(null));
    }

    private static Uri AddressOf(WebApplication site) => new(site.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/");

    private static async Task<WebApplication> SiteAsync(X509Certificate2 certificate, string answer = "Healthy")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, at => at.UseHttps(certificate)));
        var site = builder.Build();
        site.MapGet("/healthz", context => context.Response.WriteAsync(answer));
        await site.StartAsync();
        return site;
    }

    private Task<string[]> ExaminedAsync(Uri? address, TimeProvider? time = null, StorageKind kind = StorageKind.Blobs) => Examined.ByAsync(
        new AddressCheck(Options.Create(new WebSettings { PublicBaseUrl = address }), new StorageSettings { Kind = kind }, _authority.Trust, time ?? TimeProvider.System), "address");
}
