using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Storage;

/// <summary>The storage in a host, as the product starts it.</summary>
public sealed class StorageHostTests : IDisposable
{
    private static readonly RecordKey Key = new(new RecordKind("kind", TimeSpan.FromMinutes(5)), "a");

    private readonly string _root = Directory.CreateTempSubdirectory("sspr-").FullName;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task In_development_it_starts_without_any_setting_and_keeps_all()
    {
        string version, mark;
        using (var host = Host("Development"))
        {
            await host.StartAsync();
            version = (await host.Services.GetRequiredService<IRecords>().TryCreateAsync(Key, "one"u8.ToArray(), default))!;
            mark = Mark(host);
            await host.Services.GetRequiredService<IAuditLog>().AppendAsync(Event, default);
            await host.StopAsync();
        }

        using (var host = Host("Development"))
        {
            await host.StartAsync();
            var stored = await host.Services.GetRequiredService<IRecords>().ReadAsync(Key, default);
            Assert.Equal(("one", version, mark), (Encoding.UTF8.GetString(stored!.Content.Span), stored.Version, Mark(host)));
            Assert.Equal(new AuditCheck.Whole(1), await host.Services.GetRequiredService<IStoredAuditLog>().VerifyAsync(default));
        }
    }

    [Fact]
    public async Task All_it_keeps_lies_in_the_data_folder_which_only_the_owner_may_read()
    {
        using var host = Host("Development");
        await host.StartAsync();
        await host.Services.GetRequiredService<IAuditLog>().AppendAsync(Event, default);

        Assert.Equal(["data"], Names(_root));
        Assert.Equal(["chats.db", "chats.db-wal", "keys", "lock", "peppers", "sspr.db", "sspr.db-wal"], Names(Path.Combine(_root, "data")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(_root, "data")));
        }
    }

    [Fact]
    public async Task A_second_host_on_the_folder_does_not_start()
    {
        using var first = Host("Development");
        await first.StartAsync();
        using var second = Host("Development");

        var taken = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync());

        Assert.StartsWith($"The data folder {Path.Combine(_root, "data")} is in use by another process.", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_it_does_not_start_without_a_certificate()
    {
        using var host = Host("Production");

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            ["Data:KeyCertificatePath is not set. Outside Development the key ring must be encrypted: give a PKCS#12 file with an RSA key, or a Data:KeyVaultKey."],
            refused.Failures);
    }

    [Fact]
    public async Task Outside_development_it_does_not_start_with_keys_made_in_development()
    {
        using (var host = Host("Development"))
        {
            await host.StartAsync();
            Mark(host);
        }

        var key = Directory.GetFiles(Path.Combine(_root, "data", "keys")).Single();
        using var production = Host("Production", Certificate());

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => production.StartAsync());

        Assert.Equal(
            [$"The key in {key} is not encrypted: it was made in Development. Outside Development start with a data folder, or a container, of its own."],
            refused.Failures);
    }

    [Fact]
    public async Task With_a_certificate_the_keys_are_encrypted_and_open_only_with_it()
    {
        var certificate = Certificate();
        string mark;
        using (var host = Host("Production", certificate))
        {
            await host.StartAsync();
            mark = Mark(host);
            await host.Services.GetRequiredService<IRecords>().TryCreateAsync(Key, "one"u8.ToArray(), default);
        }

        Assert.All(Directory.GetFiles(Path.Combine(_root, "data", "keys")), file => Assert.DoesNotContain("<masterKey", File.ReadAllText(file), StringComparison.Ordinal));
        using (var host = Host("Production", certificate))
        {
            await host.StartAsync();
            Assert.Equal(mark, Mark(host));
            Assert.NotNull(await host.Services.GetRequiredService<IRecords>().ReadAsync(Key, default));
        }

        using (var host = Host("Production", Certificate()))
        {
            Assert.Throws<RecordDamagedException>(() => Mark(host));
            await Assert.ThrowsAsync<RecordDamagedException>(() => host.Services.GetRequiredService<IRecords>().ReadAsync(Key, default));
        }
    }

    [Theory]
    [InlineData("missing.pfx", "right")]
    [InlineData("keys.pfx", "wrong")]
    public void A_certificate_that_cannot_be_opened_is_named(string name, string password)
    {
        var (path, _) = Certificate();
        File.Copy(path, Path.Combine(_root, "keys.pfx"));

        var fault = Assert.Throws<InvalidOperationException>(() => Host("Production", (Path.Combine(_root, name), password)));

        Assert.Equal(
            $"Data:KeyCertificatePath: {Path.Combine(_root, name)} cannot be read as a PKCS#12 file with the given password.", fault.Message);
    }

    [Fact]
    public void Data_protection_is_one_that_does_not_accept_forgeries() =>
        Assert.InRange(KeyRingRules.ActualVersion, KeyRingRules.LeastVersion, new Version(10, 0, int.MaxValue));

    [Fact]
    public async Task Every_ten_minutes_what_expired_is_removed_and_the_head_of_the_audit_log_is_told()
    {
        using var told = new Told();
        using var host = Host("Development", log: told);
        await host.StartAsync();
        await host.Services.GetRequiredService<IRecords>().TryCreateAsync(Key, "one"u8.ToArray(), default);
        await host.Services.GetRequiredService<IAuditLog>().AppendAsync(Event, default);

        // The upkeep sets its timer in a thread of its own, at a moment that this one cannot know.
        while (!told.Head.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        var head = await host.Services.GetRequiredService<SqliteAuditLog>().HeadAsync(default);
        Assert.Equal($"The audit log ends at line 1 with hash {head?.Hash}", await told.Head);
        Assert.Equal(0, await host.Services.GetRequiredService<IStoredRecords>().RemoveExpiredAsync(default));
        Assert.Contains("1 expired records removed", told.All);
    }

    private static AuditEvent Event => new(DateTimeOffset.UnixEpoch, AuditActivity.FlowProgress, AuditResult.Failed, "wrong-code");

    private static string Mark(IHost host) =>
        host.Services.GetRequiredKeyedService<Pepper>(Peppers.Codes).Pseudonym("a") + host.Services.GetRequiredKeyedService<Pepper>(Peppers.Audit).Pseudonym("a");

    private static string[] Names(string folder) =>
        [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private (string Path, string Password) Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Contoso", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "certificates")).FullName, $"{Guid.NewGuid():n}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "right"));
        return (path, "right");
    }

    private IHost Host(string environment, (string Path, string Password)? certificate = null, ILoggerProvider? log = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            EnvironmentName = environment,
            ContentRootPath = _root,
        });
        builder.Configuration["Data:KeyCertificatePath"] = certificate?.Path;
        builder.Configuration["Data:KeyCertificatePassword"] = certificate?.Password;
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddStorage(builder.Configuration);
        return builder.Build();
    }

    /// <summary>What was logged, and when the head of the audit log was.</summary>
    private sealed class Told : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource<string> _head = new();
        private readonly List<string> _all = [];

        public Task<string> Head => _head.Task;

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_all)
                {
                    return [.. _all];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var message = formatter(state, exception);
            lock (_all)
            {
                _all.Add(message);
            }

            if (message.StartsWith("The audit log ends", StringComparison.Ordinal))
            {
                _head.TrySetResult(message);
            }
        }

        public void Dispose()
        {
        }
    }
}
