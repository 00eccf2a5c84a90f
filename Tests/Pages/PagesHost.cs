using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SsprBot.Channels.DirectLine;
using SsprBot.Pages.Dev;
using SsprBot.Settings;
using SsprBot.World;

namespace SsprBot.Pages;

/// <summary>The pages alone, on a real port, around a domain in memory.</summary>
internal sealed class PagesHost : IAsyncDisposable, IDemoPeople, IInbox
{
    private readonly WebApplication _host;

    private PagesHost(TestWorld world, string environment, bool tls, WebSettings web)
    {
        World = world;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (tls)
                {
                    listen.UseHttps(Certificate());
                }
            });
        });
        builder.Services.AddSingleton<TimeProvider>(world.Time);
        builder.Services.AddSingleton(world.Vault);
        builder.Services.AddSingleton(world.Links);
        builder.Services.AddSingleton(world.Switches);
        builder.Services.AddSingleton(world.Reset);
        builder.Services.AddSingleton(world.AppRegistration);
        builder.Services.AddSingleton(world.Denial);
        builder.Services.AddSingleton(world.DenialLinks);
        builder.Services.AddSingleton(world.Calls);
        builder.Services.AddSingleton(world.Change);
        builder.Services.AddSingleton(world.CurrentPassword);
        builder.Services.AddKeyedSingleton("codes", world.Pepper);
        builder.Services.AddSingleton<DirectLineTokens>();
        builder.Services.AddSingleton<IDemoPeople>(this);
        builder.Services.AddSingleton<IInbox>(this);
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(web));
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(
            new OrganisationSettings { HelpDeskPhone = "+1 425 555 0199", HelpDeskMail = "helpdesk@contoso.test" }));
        builder.Services.AddPages();
        _host = builder.Build();
        _host.UsePageHeaders();
        _host.MapPages();
        _host.MapDevPages();
        _host.MapGet("/broken", (RequestDelegate)(_ => throw new InvalidOperationException("canary in an exception")));
    }

    public TestWorld World { get; }

    public Uri Address => new(_host.Urls.Single());

    public DirectLineTokens Tokens => _host.Services.GetRequiredService<DirectLineTokens>();

    public string AddressOf(string asset) => _host.Services.GetRequiredService<PageAssets>().Address(asset);

    public List<InboxItem> Inbox { get; } = [];

    public static async Task<PagesHost> StartAsync(TestWorld? world = null, string environment = "Development", bool tls = false, WebSettings? web = null)
    {
        var host = new PagesHost(world ?? new TestWorld(), environment, tls, web ?? new WebSettings());
        await host._host.StartAsync();
        return host;
    }

    public PageVisitor Visitor() => new(Address);

    public Task<IReadOnlyList<DemoPerson>> ReadAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<DemoPerson>>(
        [new DemoPerson("anna@contoso.test", "Anna <b>", "The ordinary reset.", "Autumn-Leaves-27", [new DemoContact("mobilePhone", "+14255550101")])]);

    public Task<bool> TrySignInAsync(string userId, string password, CancellationToken ct) =>
        Task.FromResult(userId == "anna@contoso.test" && password == "Autumn-Leaves-27");

    Task<IReadOnlyList<InboxItem>> IInbox.ReadAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<InboxItem>>(Inbox);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
