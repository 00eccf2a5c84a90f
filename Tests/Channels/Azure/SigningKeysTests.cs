using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Channels.Azure;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly ServiceProvider _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private FakeAzure? _azure;

    private FakeAzure Azure => _azure!;

    private int Reads => Azure.Requests.Count(request => request is "GET /metadata");

    public async Task InitializeAsync() => _azure = await FakeAzure.StartAsync();

    public async Task DisposeAsync()
    {
        await Azure.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_read_once_a_day()
    {
        using var keys = Keys(Azure.Metadata);

        Assert.Equal(["msteams", "webchat"], (await keys.FindAsync(FakeAzure.TeamsKey, CancellationToken.None))!.Endorsements.Order());
        _time.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await keys.FindAsync(FakeAzure.OtherKey, CancellationToken.None));
        Assert.Equal(1, Reads);

        _time.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await keys.FindAsync(FakeAzure.OtherKey, CancellationToken.None));
        Assert.Equal(2, Reads);
    }

    [Fact]
    public async Task Whoever_asks_for_unknown_keys_makes_them_be_read_again_every_five_minutes_at_most()
    {
        using var keys = Keys(Azure.Metadata);
        await keys.FindAsync(FakeAzure.TeamsKey, CancellationToken.None);

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => keys.FindAsync($"unknown-{number}", CancellationToken.None).AsTask()));
        Assert.All(found, Assert.Null);
        Assert.Equal(1, Reads);

        _time.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => keys.FindAsync($"unknown-{number}", CancellationToken.None).AsTask()));
        Assert.Equal(2, Reads);
    }

    [Fact]
    public async Task While_keys_cannot_be_read_nobody_is_let_in_and_those_known_hold()
    {
        using var never = Keys("http://127.0.0.1:1/metadata");
        Assert.Null(await never.FindAsync(FakeAzure.TeamsKey, CancellationToken.None));

        using var keys = Keys(Azure.Metadata);
        await keys.FindAsync(FakeAzure.TeamsKey, CancellationToken.None);
        await Azure.DisposeAsync();
        _time.Advance(TimeSpan.FromHours(25));
        Assert.NotNull(await keys.FindAsync(FakeAzure.TeamsKey, CancellationToken.None));
    }

    private SigningKeys Keys(string metadata) => new(
        _services.GetRequiredService<IHttpClientFactory>(),
        Options.Create(new ConnectorSettings { OpenIdMetadata = new Uri(metadata) }),
        _time,
        NullLogger<SigningKeys>.Instance);
}
