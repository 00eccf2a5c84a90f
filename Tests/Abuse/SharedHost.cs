using Xunit;

namespace SsprBot.Abuse;

/// <summary>One host for all attacks of a class. Each begins on another day, when the limits have forgotten the one before.</summary>
public abstract class SharedHost(params string[] settings) : IAsyncLifetime
{
    private AttackedHost? _host;

    internal AttackedHost AnotherDay() => _host!.AnotherDay();

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync(settings);

    public async Task DisposeAsync() => await _host!.DisposeAsync();
}

/// <summary>A host as it is in development: visits and resets are not counted.</summary>
public sealed class OrdinaryHost() : SharedHost();

/// <summary>A host with the limits that hold outside development.</summary>
public sealed class StrictHost() : SharedHost(
    "--Policy:Limits:StartsPerAccount=5",
    "--Policy:Limits:StartsPerSender=10",
    "--Policy:Limits:UserIdsPerSender=20",
    "--Policy:Limits:ResetsPerAccount=1");
