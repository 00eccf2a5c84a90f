using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;
using SsprBot.Network;
using SsprBot.Senders.Smtp;
using SsprBot.Settings;
using SsprBot.World;

namespace SsprBot.Senders;

/// <summary>The sender of mails with a clock that stands still; keeps what it audits and logs.</summary>
internal sealed class MailWorld : IAuditLog, ILogger<SmtpSender>, IDisposable
{
    private readonly SmtpPool _pool;

    public MailWorld(SmtpSettings settings, OrganisationSettings? organisation = null)
    {
        _pool = new SmtpPool(settings, ServerTrust.In(settings.CaFile, ""), Time);
        Sender = new SmtpSender(new MailComposer(settings, Options.Create(organisation ?? new OrganisationSettings()), Time), _pool, new DeliveryFailures(new Vault(new MemoryRecords(), new Pepper(new byte[32]), this, Time)), this);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 22, 38, 0, TimeSpan.Zero));

    public SmtpSender Sender { get; }

    public ConcurrentQueue<AuditEvent> Audited { get; } = new();

    public ConcurrentQueue<string> Logged { get; } = new();

    public static OutboxMessage Message(string to = "anna.lima@example.net", string id = "id-1", Letter letter = Letter.Code, string language = "en") => new(
        id,
        OutboxKind.Mail,
        to,
        letter,
        language,
        new Dictionary<string, string>
        {
            ["organisation"] = "Contoso", ["goal"] = "Reset", ["code"] = "123456", ["minutes"] = "10", ["when"] = "2026-11-22 22:38 UTC", ["channel"] = "web chat", ["helpdesk"] = "+1 425 555 0199",
            ["userId"] = "anna.lima@contoso.test", ["supportCode"] = "K7Q2", ["change"] = "AuthenticationPhone_Registered", ["notMe"] = "https://reset.contoso.test/not-me/abc.def",
        });

    public Task SendAsync(OutboxMessage message) => Sender.SendAsync(message, CancellationToken.None);

    /// <summary>An outbox that runs until it is disposed of.</summary>
    public async Task<Outbox> OutboxAsync(MemoryRecords records)
    {
        var outbox = new Outbox(records, [Sender], new StorageSettings(), Time, NullLogger<Outbox>.Instance);
        await outbox.StartAsync(CancellationToken.None);
        return outbox;
    }

    public Task AppendAsync(AuditEvent happened, CancellationToken ct)
    {
        Audited.Enqueue(happened);
        return Task.CompletedTask;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logged.Enqueue(formatter(state, exception));

    public void Dispose() => _pool.Dispose();
}
