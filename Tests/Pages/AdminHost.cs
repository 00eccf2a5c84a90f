using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SsprBot.Channels;
using SsprBot.Domain;
using SsprBot.Pages.Admin;
using SsprBot.Settings;
using SsprBot.Talk;
using SsprBot.World;

namespace SsprBot.Pages;

/// <summary>The admin area alone, on a real port, around a domain in memory.</summary>
internal sealed class AdminHost : IAsyncDisposable, IActivityLog
{
    private readonly WebApplication _host;

    private AdminHost(TestWorld world, string environment, Dictionary<string, string?> settings)
    {
        World = world;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(world.Time);
        builder.Services.AddSingleton(world.Policy);
        builder.Services.AddSingleton(world.Vault);
        builder.Services.AddSingleton(world.AdminLog);
        builder.Services.AddSingleton(world.Throttles);
        builder.Services.AddSingleton(world.Releasing);
        builder.Services.AddSingleton(world.Survey);
        builder.Services.AddSingleton(world.WhatIf);
        builder.Services.AddSingleton(world.Switching);
        builder.Services.AddSingleton<IActivityLog>(this);
        builder.Services.AddSingleton(new Places(() => Address));
        builder.Services.AddSingleton(Options.Create(new WebSettings()));
        builder.Services.AddSingleton(Options.Create(new OrganisationSettings { HelpDeskPhone = "+1 425 555 0199" }));
        builder.Services.AddSingleton<PageAssets>();
        builder.Services.AddSingleton<PageView>();
        builder.Services.AddSingleton<PageCookies>();
        builder.Services.AddSingleton<FormSeal>();
        builder.Services.AddSingleton<OwnPage>();
        builder.Services.AddSingleton<OwnForms>();
        builder.Services.AddAdmin(builder.Configuration, builder.Environment);
        _host = builder.Build();
        _host.UsePageHeaders();
        _host.Services.GetRequiredService<PageAssets>().Map(_host);
        _host.MapAdmin();
    }

    public TestWorld World { get; }

    /// <summary>All that was logged.</summary>
    public CapturedLog Log { get; } = new();

    public Uri Address => new(_host.Urls.Single());

    /// <summary>What the verification finds.</summary>
    public ActivityCheck Check { get; set; } = new(true, 12);

    /// <summary>How many lines were read.</summary>
    public int LinesRead { get; private set; }

    /// <summary>The way in; once.</summary>
    public string NewLink() => _host.Services.GetRequiredService<AdminLink>().New();

    public static async Task<AdminHost> StartAsync(TestWorld? world = null, string environment = "Development", params (string Name, string Value)[] settings)
    {
        var host = new AdminHost(world ?? new TestWorld(), environment, settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value));
        await host._host.StartAsync();
        return host;
    }

    public PageVisitor Visitor() => new(Address);

    /// <summary>A browser without JavaScript that is signed in by the link.</summary>
    public async Task<PageVisitor> SignedInAsync()
    {
        var visitor = Visitor();
        var link = NewLink();
        await visitor.SubmitAsync(link, await visitor.GetAsync(link));
        return visitor;
    }

    /// <summary>A browser of somebody with another role: the cookie of one is made here, as no link gives it.</summary>
    public PageVisitor As(AdminUser user)
    {
        var visitor = Visitor();
        var cookies = _host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(AdminDoor.Scheme);
        var now = World.Time.GetUtcNow();
        var ticket = new AuthenticationTicket(
            AdminDoor.PrincipalOf(user), new() { IssuedUtc = now, ExpiresUtc = now + TimeSpan.FromHours(1) }, AdminDoor.Scheme);
        visitor.Cookies.Add(Address, new Cookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket)));
        return visitor;
    }

    public async IAsyncEnumerable<AuditLine> NewestFirstAsync(DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = World.Audited.Count;
        foreach (var happened in World.Audited.Reverse())
        {
            ct.ThrowIfCancellationRequested();
            if (happened.At >= from && happened.At < until)
            {
                LinesRead++;
                yield return new AuditLine(number, happened, number.ToString("x64", CultureInfo.InvariantCulture));
            }

            number--;
        }

        await Task.CompletedTask;
    }

    public Task<ActivityCheck> VerifyAsync(CancellationToken ct) => Task.FromResult(Check);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
