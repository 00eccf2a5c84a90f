using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using SsprBot.Directories.Demo;
using SsprBot.Domain;
using SsprBot.Senders;
using SsprBot.Settings;
using SsprBot.Turn;

namespace SsprBot.Bench;

/// <summary>The domain without its storage.</summary>
public class DomainPieces
{
    private readonly PasswordRuleSet _ruleSet = PasswordRuleSet.Entra with { Organisation = "Contoso" };
    private readonly PasswordContext _context = new("anna.lima@contoso.test", "Anna Lima", ["anna.lima@example.net"], DirectoryRules.None);
    private PasswordRules _rules = null!;
    private OneTimeCodes _codes = null!;
    private string _session = null!;

    [GlobalSetup]
    public async Task SendCodeAsync()
    {
        var day = TimeSpan.FromDays(1);
        var policy = Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None, SessionLifetime = day, MailCodeLifetime = day };
        var time = TimeProvider.System;
        _rules = new PasswordRules(_ruleSet);
        var records = new FrozenRecords();
        var unwritten = new Unwritten();
        var vault = new Vault(records, new Pepper(new byte[32]), unwritten, time);
        var directory = new DemoDirectory(records, new SlowHash(), new StorageSettings(), time);
        using var outbox = new Outbox(records, [], new StorageSettings(), time, NullLogger<Outbox>.Instance);
        var organisation = new Organisation("Contoso", new HelpDesk(null, "", ""), []);
        var people = new People(directory, vault);
        var vigilance = new Vigilance(vault, new AdministratorMail(outbox, vault, organisation), policy);
        var failures = new FailedTries(vault, vigilance, policy);
        var switches = new Switches(policy);
        var gatekeeper = new Gatekeeper(vault, new PasswordLink(vault, policy), failures, new Budget(vault, unwritten, policy, organisation), switches, policy);
        _codes = new OneTimeCodes(new Challenges(vault, directory, outbox, new CallClock(records, time), gatekeeper, failures, switches, policy), gatekeeper, vigilance, policy, organisation);
        var visitor = new Visitor(new ChatAddress("directline", "conversation", "user", "en"), "192.0.2.1");
        var begun = await new Identification(vault, people, new BotChecks(policy, time), new DirectoryReturn(vault, directory), switches, policy)
            .BeginAsync(Goal.Reset, "anna.lima@contoso.test", visitor, CancellationToken.None);
        _session = ((Identified.Ready)begun).Session.Id;
        await _codes.SendAsync(_session, GateMethod.EmailAlternate, null, CancellationToken.None);
        records.Freeze();
    }

    /// <summary>A wrong code, from reading the session to counting the attempt.</summary>
    [Benchmark]
    public async Task<object> CodeCheck() => await _codes.CheckAsync(_session, "123456", CancellationToken.None);

    [Benchmark]
    public object PasswordCheck()
    {
        using var password = Password.From("Violet-Umbrella-93-q");
        return _rules.Check(password, _context);
    }

    /// <summary>What happens once in the life of the host, at the first password.</summary>
    [Benchmark]
    public object PasswordRulesMade() => new PasswordRules(_ruleSet);

    private sealed class Unwritten : IAuditLog
    {
        public Task AppendAsync(AuditEvent happened, CancellationToken ct) => Task.CompletedTask;
    }
}
