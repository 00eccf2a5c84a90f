using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

/// <summary>Under which names things are kept: what is stored today is looked for under them tomorrow.</summary>
public sealed class KeptNamesTests
{
    private static readonly Pepper s_pepper = new(new byte[32]);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Of_the_kinds_of_records_and_how_long_they_stay()
    {
        var seen = new KindsSeen();
        var vault = new Vault(seen, s_pepper, new TestWorld(), TimeProvider.System);

        await Task.WhenAll(
            vault.Sessions.ReadAsync("1", None),
            vault.Guards.ReadAsync("1", None),
            vault.Senders.ReadAsync("1", None),
            vault.Enrolments.ReadAsync("1", None),
            vault.PendingContacts.ReadAsync("1", None),
            vault.PendingApps.ReadAsync("1", None),
            vault.PendingAnswers.ReadAsync("1", None),
            vault.Denials.ReadAsync("1", None),
            vault.SessionsToEnd.ReadAsync("1", None),
            vault.Calls.ReadAsync("1", None),
            vault.TextedCodes.ReadAsync("1", None),
            vault.Spending.ReadAsync("1", None),
            vault.DirectoryMisses.ReadAsync("1", None),
            vault.DirectoryWaits.ReadAsync("1", None),
            vault.Resets.ReadAsync("1", None),
            vault.Switches.ReadAsync("1", None),
            RecordShapes.Outbox(seen).ReadAsync("1", None));

        Assert.Equal(
            [
                "session 24:00", "guard 192:00", "sender 24:00", "enrolment", "pending-contact 0:15", "pending-app 0:15", "pending-answers 0:15", "denial 720:00", "sessions-to-end",
                "call 1:00", "texted-code 0:15", "spending 48:00", "directory-miss 4:00", "directory-wait 4:00", "resets 24:00", "switches", "outbox 24:00",
            ],
            seen.Kinds.Select(kind => kind.Lifetime is { } lifetime ? $"{kind.Name} {(int)lifetime.TotalHours}:{lifetime.Minutes:00}" : kind.Name));
        Assert.DoesNotContain(seen.Kinds, kind => kind.Fleeting);
    }

    [Fact]
    public void Of_guards()
    {
        var vault = new TestWorld().Vault;
        var anonymous = TestWorld.Stranger();
        var trusted = anonymous with { TrustedUserId = FakeDirectory.Anna };

        string[] names =
        [
            vault.GuardId(anonymous, "id-1", "Anna@contoso.test"),
            vault.GuardId(trusted, "id-1", "Anna@contoso.test"),
            vault.GuardId(anonymous, null, "Anna@contoso.test"),
            vault.GuardId(trusted, null, "Anna@contoso.test"),
        ];

        Assert.Equal(
            [
                s_pepper.Pseudonym("guard", "anonymous", "account", "id-1"),
                s_pepper.Pseudonym("guard", "trusted", "account", "id-1"),
                s_pepper.Pseudonym("guard", "anonymous", "typed", "ANNA@CONTOSO.TEST"),
                s_pepper.Pseudonym("guard", "trusted", "typed", "ANNA@CONTOSO.TEST"),
            ],
            names);
        Assert.Equal(names[0], vault.GuardId(anonymous, "id-1", "by another spelling"));
    }

    [Fact]
    public async Task Of_people_places_and_visits()
    {
        var world = new TestWorld();
        await world.Vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "something", TestWorld.Stranger(), "Anna@contoso.test", None, session: "s1");
        await world.Vault.AuditAsync(AuditActivity.FlowProgress, AuditResult.Succeeded, "something", TestWorld.Stranger(), "Anna@contoso.test", None);

        Assert.Equal(
            [(s_pepper.Pseudonym("session", "s1"), s_pepper.Pseudonym("person", "ANNA@CONTOSO.TEST")), ("", s_pepper.Pseudonym("person", "ANNA@CONTOSO.TEST"))],
            world.Audited.Select(happened => (happened.Session, happened.Person)));
        Assert.Equal(s_pepper.Pseudonym("destination", "ANNA@EXAMPLE.NET"), world.Vault.DestinationHash("anna@example.net"));
        Assert.Equal(s_pepper.Pseudonym("person", "ANNA@CONTOSO.TEST"), world.Vault.PersonName("Anna@contoso.test"));
    }

    /// <summary>A vector of HMAC-SHA-256 that was computed elsewhere: each field stands behind its length in four bytes.</summary>
    [Fact]
    public void Are_made_by_a_fixed_rule()
    {
        Assert.Equal("cdd0a32bc919848a88cec8f434167a85", s_pepper.Pseudonym("guard", "é", ""));
        Assert.NotEqual(s_pepper.Pseudonym("ab", "c"), s_pepper.Pseudonym("a", "bc"));
        Assert.Equal("(pepper)", $"{s_pepper}");
    }

    [Fact]
    public void An_account_is_another_when_anything_that_proves_who_somebody_is_changes()
    {
        var world = new TestWorld();
        var vault = world.Vault;
        var account = FakeDirectory.Person(FakeDirectory.Anna, TestWorld.AnnasMail) with
        {
            Enrolment = new Enrolment
            {
                Contacts = [new EnrolledContact(ContactKind.AuthenticationEmail, "anna@example.org", DateTimeOffset.UnixEpoch)],
                App = new EnrolledApp("SEED", 0, DateTimeOffset.UnixEpoch),
                Answers = [new EnrolledAnswer("Q01", world.Answers.Hash("id", "Q01", "Utrecht"))],
            },
        };
        var subject = vault.SubjectOf(account, 3);
        Account[] others =
        [
            account with { Id = "another" },
            account with { PasswordSetAt = DateTimeOffset.UnixEpoch.AddSeconds(1) },
            account with { ContactPoints = [TestWorld.AnnasPhone] },
            account with { Enrolment = account.Enrolment with { Contacts = [] } },
            account with { Enrolment = account.Enrolment with { Contacts = [account.Enrolment.Contacts[0] with { Value = "anna@example.com" }] } },
            account with { Enrolment = account.Enrolment with { App = null } },
            account with { Enrolment = account.Enrolment with { App = account.Enrolment.App with { Seed = "OTHER" } } },
            account with { Enrolment = account.Enrolment with { Answers = [] } },
        ];

        Assert.True(vault.IsUnchanged(account, subject));
        Assert.True(vault.IsUnchanged(account with { DisplayName = "Anna Lima-Berg", Locked = true }, subject));
        Assert.Equal(3, subject.Generation);
        Assert.All(others, other => Assert.False(vault.IsUnchanged(other, subject)));
        Assert.Equal(vault.SubjectOf(account with { Enrolment = new Enrolment() }, 3).Contacts, s_pepper.Pseudonym($"AlternateEmail:{TestWorld.AnnasMail.Value}", ""));
    }

    /// <summary>Holds nothing and remembers which kinds were asked for.</summary>
    private sealed class KindsSeen : IRecords
    {
        public List<RecordKind> Kinds { get; } = [];

        public Task<StoredRecord?> ReadAsync(RecordKey key, CancellationToken ct)
        {
            Kinds.Add(key.Kind);
            return Task.FromResult<StoredRecord?>(null);
        }

        public Task<string?> TryCreateAsync(RecordKey key, ReadOnlyMemory<byte> content, CancellationToken ct) => throw new NotSupportedException();

        public Task<string?> TryReplaceAsync(RecordKey key, ReadOnlyMemory<byte> content, string version, CancellationToken ct) => throw new NotSupportedException();

        public Task<bool> TryDeleteAsync(RecordKey key, string version, CancellationToken ct) => throw new NotSupportedException();

        public IAsyncEnumerable<string> ListAsync(RecordKind kind, string prefix, CancellationToken ct) => throw new NotSupportedException();
    }
}
