using SsprBot.Network;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>The domain that the tests share, made once: its policies, and a service account with the rights that the page on Active Directory grants.</summary>
public sealed class SambaDomain : IAsyncLifetime, IAsyncDisposable
{
    internal const string ServiceName = "svc-sspr";
    internal const string ServiceAccount = "svc-sspr@corp.contoso.test";
    internal const string ServicePassword = "Svc-Account-Pass-1";

    private readonly TestAuthority _authority = new();

    private SambaServer? _template;
    private SambaServer? _shared;

    /// <summary>The server that all use that do no harm to it.</summary>
    internal SambaServer Server => _shared!;

    public async Task InitializeAsync()
    {
        if (SambaServer.Missing is not null)
        {
            return;
        }

        _template = new SambaServer(_authority);
        await _template.ProvisionAsync();
        await _template.StartAsync();
        await _template.ChangeAsync(SambaSeed.Domain);
        await DelegateAsync(_template);
        await _template.ChangeAsync(SambaSeed.Groups);
        await _template.StopAsync();
        _shared = await StartAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
        {
            await _shared.DisposeAsync();
        }

        if (_template is not null)
        {
            await _template.DisposeAsync();
        }

        _authority.Dispose();
    }

    /// <summary>A server of one's own, with the domain as it was at first.</summary>
    internal async Task<SambaServer> StartAsync()
    {
        var server = new SambaServer(_authority);
        await server.CopyAsync(_template!);
        await server.StartAsync();
        return server;
    }

    // The commands are those of the page, word for word.
    private static Task<string> DelegateAsync(SambaServer server) =>
        SambaCommand.RunAsync("sh", ["-eu"], new Dictionary<string, string>(server.Variables) { ["PASSWORD"] = ServicePassword }, AdPage.Delegation);
}

/// <summary>All tests with the domain run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SambaShared : ICollectionFixture<SambaDomain>
{
    public const string Name = "Samba";
}
