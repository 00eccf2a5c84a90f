using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using SsprBot.Domain;

namespace SsprBot.World;

/// <summary>The whole domain around records in memory, a fake directory and a clock that stands still.</summary>
internal sealed class TestWorld : IOutbox, IAuditLog, ICallback, ICallClock, IAddresses
{
    public static readonly ContactPoint AnnasMail = new(ContactKind.AlternateEmail, "anna.lima@example.net");
    public static readonly ContactPoint AnnasPhone = new(ContactKind.MobilePhone, "+14255550101");

    // They are made once by a host, and never change.
    private static readonly ConcurrentDictionary<PasswordRuleSet, PasswordRules> s_rules = new();

    private readonly ConcurrentQueue<OutboxMessage> _sent = new();
    private readonly ConcurrentQueue<AuditEvent> _audited = new();
    private readonly TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<(string Call, DateTimeOffset At)> _ringing = new();

    public TestWorld(Policy? policy = null, HelpDesk? helpDesk = null)
    {
        Policy = policy ?? Policy.For(Baseline.Entra) with { BotCheck = BotCheck.None };
        Organisation = new Organisation("Contoso", helpDesk ?? new HelpDesk(null, "helpdesk@contoso.test", ""), ["admin@contoso.test"]);
        Directory = new FakeDirectory(Time) { [FakeDirectory.Anna] = FakeDirectory.Person(FakeDirectory.Anna, AnnasMail, AnnasPhone) };
        Vault = new Vault(Records, Pepper, this, Time);
        Switches = new Switches(Policy);
        AdminLog = new AdminLog(Vault, this);
        Switching = new Switching(Vault, Switches, AdminLog, [Switch.All, Switch.Channel("directline"), Switch.Channel("sms"), .. Enum.GetValues<VerificationMethod>().Select(Switch.Method), Switch.Directory("demo")]);
        Throttles = new Throttles(Vault, Policy);
        Links = new PasswordLink(Vault, Policy);
        People = new People(Directory, Vault);
        Administrators = new AdministratorMail(this, Vault, Organisation);
        var vigilance = new Vigilance(Vault, Administrators, Policy);
        var failures = new FailedTries(Vault, vigilance, Policy);
        Budget = new Budget(Vault, this, Policy, Organisation);
        Gatekeeper = new Gatekeeper(Vault, Links, failures, Budget, Switches, Policy);
        var challenges = new Challenges(Vault, Directory, this, this, Gatekeeper, failures, Switches, Policy);
        Codes = new OneTimeCodes(challenges, Gatekeeper, vigilance, Policy, Organisation);
        DenialLinks = new DenialLinks(Vault, this);
        SessionEnding = new SessionEnding(Vault, Directory);
        Denial = new Denial(Vault, People, SessionEnding, DenialLinks, Administrators);
        Releasing = new Releasing(Vault, People, Denial, Throttles, AdminLog);
        Survey = new Survey(Vault, People, Policy);
        WhatIf = new WhatIf(Vault, People, Throttles, Switches, AdminLog);
        Dialling = new Dialling(Vault);
        Calls = new Calls(Vault, challenges, Gatekeeper, Links, new PhoneDenial(Vault, Denial, this), this, Policy, Organisation);
        Authenticator = new Authenticator(Vault, People, Gatekeeper, Policy);
        Answers = new Answers(Pepper, iterations: 10);
        var bulkhead = new Bulkhead(Environment.ProcessorCount, Time);
        Questions = new SecurityQuestions(Vault, People, Gatekeeper, Answers, bulkhead, Policy);
        DirectoryReturn = new DirectoryReturn(Vault, Directory);
        Identification = new Identification(Vault, People, new BotChecks(Policy, Time), DirectoryReturn, Switches, Policy);
        var notices = new Notices(this, Vault, Organisation, DenialLinks, Administrators);
        var rules = s_rules.GetOrAdd(Policy.Passwords, static asked => new PasswordRules(asked));
        ResetWatch = new ResetWatch(Vault, Switching, Administrators, Policy);
        var deeds = new Deeds(Vault, People, Switches, Policy, notices, ResetWatch, this);
        Reset = new PasswordReset(Vault, People, Directory, rules, Policy, deeds);
        CurrentPassword = new CurrentPassword(Vault, People, Directory, Policy, deeds, this);
        Change = new PasswordChange(Vault, Directory, rules, Policy, CurrentPassword, deeds);
        Unlocking = new Unlocking(Vault, People, Directory, Policy, Links, deeds);
        Visits = new Visits(Vault, Policy, deeds);
        Administrator = new AdminContact(Vault, Administrators, Organisation, Policy);
        Registrar = new Registrar(Vault, People, Switches, notices, Policy);
        AppRegistration = new AppRegistration(Vault, Registrar, Organisation, this);
        AnswerEnrolling = new AnswerEnrolling(Vault, Registrar, Answers, bulkhead, Policy);
        Enrolling = new Enrolling(Vault, Registrar, this, Budget, Policy, Organisation);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public MemoryRecords Records { get; } = new();

    public Pepper Pepper { get; } = new(new byte[32]);

    public Policy Policy { get; }

    public Organisation Organisation { get; }

    public FakeDirectory Directory { get; }

    public Vault Vault { get; }

    public AdministratorMail Administrators { get; }

    public ResetWatch ResetWatch { get; }

    public Switches Switches { get; }

    public AdminLog AdminLog { get; }

    public Switching Switching { get; }

    public Throttles Throttles { get; }

    public Releasing Releasing { get; }

    public Survey Survey { get; }

    public WhatIf WhatIf { get; }

    public Identification Identification { get; }

    public DirectoryReturn DirectoryReturn { get; }

    public People People { get; }

    public Gatekeeper Gatekeeper { get; }

    public Budget Budget { get; }

    public OneTimeCodes Codes { get; }

    public Authenticator Authenticator { get; }

    public AppRegistration AppRegistration { get; }

    public Answers Answers { get; }

    public SecurityQuestions Questions { get; }

    public Calls Calls { get; }

    public Dialling Dialling { get; }

    public PasswordLink Links { get; }

    public PasswordReset Reset { get; }

    public CurrentPassword CurrentPassword { get; }

    public PasswordChange Change { get; }

    public Unlocking Unlocking { get; }

    public Visits Visits { get; }

    public DenialLinks DenialLinks { get; }

    public Denial Denial { get; }

    public SessionEnding SessionEnding { get; }

    public AdminContact Administrator { get; }

    public Registrar Registrar { get; }

    public Enrolling Enrolling { get; }

    public AnswerEnrolling AnswerEnrolling { get; }

    /// <summary>Everything that was enqueued, also what reaches nobody.</summary>
    public IReadOnlyCollection<OutboxMessage> Sent => _sent;

    public IReadOnlyCollection<AuditEvent> Audited => _audited;

    public int Woken { get; private set; }

    /// <summary>Completes when a chat was woken.</summary>
    public Task WokenAsync() => _woken.Task;

    /// <summary>When set, nothing can be audited.</summary>
    public bool AuditIsBroken { get; set; }

    /// <summary>A world where Anna's account is locked.</summary>
    public static TestWorld Locked(Policy? policy = null)
    {
        var world = new TestWorld(policy);
        world.Directory[FakeDirectory.Anna] = world.Directory[FakeDirectory.Anna] with { Locked = true };
        return world;
    }

    public static Visitor Stranger(string sender = "192.0.2.1") => new(new ChatAddress("directline", "chat-1", "dl_user", "en"), sender);

    public string LastCode() => _sent.Last(message => message.Letter is Letter.Code or Letter.ConfirmContact && message.Kind is not OutboxKind.Nothing).Holes["code"];

    /// <summary>The token of the last notice's link.</summary>
    public string LastNotMe() => _sent.Last(message => message.Holes.ContainsKey("notMe")).Holes["notMe"].Split('/')[^1];

    /// <summary>Calls that somebody is to come back to.</summary>
    public IReadOnlyCollection<(string Call, DateTimeOffset At)> Ringing => _ringing;

    public Task WatchAsync(string callId, DateTimeOffset at, CancellationToken ct)
    {
        _ringing.Enqueue((callId, at));
        return Task.CompletedTask;
    }

    /// <summary>Lets time pass and comes back to what is due.</summary>
    public async Task RingAsync(TimeSpan time)
    {
        Time.Advance(time);
        while (_ringing.TryPeek(out var first) && first.At <= Vault.Now && _ringing.TryDequeue(out first))
        {
            await Calls.RangAsync(first.Call, CancellationToken.None);
        }
    }

    public Uri NotMe(string token) => new($"https://reset.contoso.test/not-me/{token}");

    public OutboxMessage LastCall() => _sent.Last(message => message.Kind is OutboxKind.Call);

    public Task EnqueueAsync(OutboxMessage message, CancellationToken ct)
    {
        _sent.Enqueue(message);
        return Task.CompletedTask;
    }

    public Task AppendAsync(AuditEvent happened, CancellationToken ct)
    {
        if (AuditIsBroken)
        {
            throw new IOException("The audit log cannot be written.");
        }

        _audited.Enqueue(happened);
        return Task.CompletedTask;
    }

    public Task WakeAsync(ChatAddress chat, CancellationToken ct)
    {
        Woken++;
        _woken.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>A session for a user ID, past identification.</summary>
    public async Task<RecoverySession> IdentifiedAsync(string userId = FakeDirectory.Anna, Visitor? visitor = null, Goal goal = Goal.Reset) =>
        await Identification.BeginAsync(goal, userId, visitor ?? Stranger(), CancellationToken.None) is Identified.Ready { Session: var session }
            ? session
            : throw new InvalidOperationException("Not identified.");

    /// <summary>Sends a code and types it back.</summary>
    public async Task<GateCheck> ProveAsync(string session, GateMethod method, string? number = null)
    {
        await Codes.SendAsync(session, method, number, CancellationToken.None);
        return await Codes.CheckAsync(session, LastCode(), CancellationToken.None);
    }

    /// <summary>The link of a session that has proved enough.</summary>
    /// <param name="userId">Somebody who has Anna's contact points.</param>
    public async Task<IssuedLink> VerifiedAsync(string userId = FakeDirectory.Anna)
    {
        var session = await IdentifiedAsync(userId);
        await ProveAsync(session.Id, GateMethod.EmailAlternate);
        return await ProveAsync(session.Id, GateMethod.TextMobile, AnnasPhone.Value) is GateCheck.Right { Link: { } link }
            ? link
            : throw new InvalidOperationException("Not verified.");
    }

    /// <summary>The key of an open page of Anna's.</summary>
    public async Task<string> PageOpenAsync()
    {
        var link = await VerifiedAsync();
        return await Links.OpenWithCodeAsync(link.Token, link.PageCode, CancellationToken.None) is LinkOpening.Opened { Key: var key }
            ? key
            : throw new InvalidOperationException("Not opened.");
    }

    /// <summary>The key of an open page where the current password is asked for; anybody gets one.</summary>
    public async Task<string> PageOpenAsync(Goal goal, string userId = FakeDirectory.Anna, Visitor? visitor = null)
    {
        var session = ((Identified.Ready)await Identification.BeginAsync(goal, userId, visitor ?? Stranger(), CancellationToken.None)).Session;
        var link = (await Links.IssueAsync(session.Id, CancellationToken.None))!;
        return ((LinkOpening.Opened)await Links.OpenWithCodeAsync(link.Token, link.PageCode, CancellationToken.None)).Key;
    }

    /// <summary>A session of Anna's past both gates.</summary>
    public async Task<string> ProvedAsync(Goal goal)
    {
        var session = await IdentifiedAsync(goal: goal);
        await ProveAsync(session.Id, GateMethod.EmailAlternate);
        await ProveAsync(session.Id, GateMethod.TextMobile, AnnasPhone.Value);
        return session.Id;
    }

    public async Task<ChangeOutcome> ChangeAsync(string key, string current, string password)
    {
        using var typed = Password.From(current);
        using var chosen = Password.From(password);
        return await Change.ChangeAsync(key, typed, chosen, CancellationToken.None);
    }

    public async Task<PasswordTry> ProvePasswordAsync(string key, string current)
    {
        using var typed = Password.From(current);
        return await CurrentPassword.ProveAsync(key, typed, CancellationToken.None);
    }

    /// <summary>A session of Anna's that may register.</summary>
    public async Task<string> RegisteringAsync()
    {
        var key = await PageOpenAsync(Goal.Register);
        return await ProvePasswordAsync(key, Directory.CurrentPassword) is PasswordTry.Right
            ? key.Split('.')[0]
            : throw new InvalidOperationException("Not proved.");
    }

    public async Task<Enrolment> EnrolmentAsync() =>
        ((Found.One)await People.FindAsync(FakeDirectory.Anna, CancellationToken.None)).Account.Enrolment;

    public async Task<ResetOutcome> SetAsync(string key, string password)
    {
        using var typed = Password.From(password);
        return await Reset.SetAsync(key, typed, CancellationToken.None);
    }

    /// <summary>Every record with its version, and how much was audited: the same as long as nothing was written.</summary>
    public string Written() =>
        string.Join('\n', Records.Kept.Select(record => $"{record.Key} {record.Value.Version}").Order(StringComparer.Ordinal)) + Audited.Count;

    public async Task<RecoverySession> SessionAsync(string id) => (await Vault.Sessions.ReadAsync(id, CancellationToken.None))!.Value;
}
