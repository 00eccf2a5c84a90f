using Xunit;

namespace SsprBot.Abuse;

/// <summary>One host for all attacks of a class. Each begins on another day, when the limits have forgotten the one before.</summary>
public abstract class SharedHost(params string[] settings) : IAsyncLifetime
{
    private AttackedHost? _host;

    internal AttackedHost AnotherDay()
    {
        _host!.Skip(TimeSpan.FromHours(25));
        return _host;
    }

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync(settings);

    public async Task DisposeAsync() => await _host!.DisposeAsync();
}

/// <summary>A host as it is without settings.</summary>
public sealed class OrdinaryHost() : SharedHost();
