using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.Entra;

/// <summary>What Entra ID does like every directory, and what Microsoft Graph lets no application do.</summary>
public sealed class EntraContract : DirectoryContract, IAsyncLifetime
{
    private const string NoLockout = "Graph does not show a smart lockout.";
    private const string NoExpiry = "Graph does not show that a password is expired or must be changed.";
    private const string NoComparison = "Graph lets no application compare or change a password by the current one.";

    private FakeGraph _graph = null!;
    private EntraTenant _tenant = null!;

    protected override IDirectory Directory => _tenant.Directory;

    protected override DirectoryRules Rules => new(Length: 8, Complexity: true, History: null, MinimumAge: null) { MaxLength = 256, PrintableAsciiOnly = true };

    public async Task InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _tenant = EntraTenant.At(_graph, settings: ("FindByMail", "true"));
    }

    public async Task DisposeAsync()
    {
        await _tenant.DisposeAsync();
        await _graph.DisposeAsync();
    }

    public override Task A_locked_account_is_seen() => Lacks(NoLockout, PersonAsync(Situation.Locked));

    public override Task A_new_password_unlocks() => Lacks(NoLockout, PersonAsync(Situation.Locked));

    public override Task To_unlock_leaves_the_password() => Lacks(NoLockout, PersonAsync(Situation.Locked));

    public override Task To_unlock_what_is_not_locked_does_no_harm() => Lacks(NoLockout, UnlocksAsync());

    public override Task An_expired_password_is_seen() => Lacks(NoExpiry, PersonAsync(Situation.Expired));

    public override Task A_password_that_must_be_changed_is_seen() => Lacks(NoExpiry, PersonAsync(Situation.MustChange));

    public override Task A_new_password_need_not_be_changed_again() => Lacks(NoExpiry, PersonAsync(Situation.MustChange));

    public override Task An_expired_password_is_changed() => Lacks(NoExpiry, PersonAsync(Situation.Expired));

    public override Task A_password_that_must_be_changed_is_changed() => Lacks(NoExpiry, PersonAsync(Situation.MustChange));

    public override Task The_current_password_is_known_also_when_it_is_expired() => Lacks(NoExpiry, PersonAsync(Situation.Expired));

    public override Task The_current_password_is_known_also_when_it_must_be_changed() => Lacks(NoExpiry, PersonAsync(Situation.MustChange));

    public override Task Who_knows_the_current_password_changes_it() => Lacks(NoComparison, ChangesAsync());

    public override Task Who_does_not_know_the_current_password_changes_nothing() => Lacks(NoComparison, ChangesAsync());

    public override Task The_current_password_is_told_from_others() => Lacks(NoComparison, ComparesAsync());

    public override Task A_password_that_was_used_before_is_refused() => Lacks("A reset takes it; only a change refuses it.", RefusalAsync(DirectoryRefusal.UsedBefore));

    public override Task A_password_that_is_too_recent_to_change_again_is_refused() => Lacks("There is no least age.", RefusalAsync(DirectoryRefusal.TooRecent));

    public override async Task A_server_that_is_gone_is_told_quickly_and_nothing_is_written()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var account = await FoundAsync(person.UserId);
        await TakeDownAsync();

        Assert.Equal(new Found.Unavailable(), await Directory.FindAsync(person.UserId, None));
        Assert.Equal(new Found.Unavailable(), await Directory.ReadAsync(account.Id, None));
        Assert.Equal(new DirectoryWrite.Unavailable(), await SetAsync(account, NewPassword()));
        await Assert.ThrowsAsync<IOException>(() => Directory.EndSessionsAsync(account, None));

        await CutAfterAsync(null);
        Assert.True(await SignsInAsync(person, person.Password));
        Assert.Equal(account.PasswordSetAt, (await FoundAsync(person.UserId)).PasswordSetAt);
    }

    protected override Task<ContractPerson?> PersonAsync(Situation situation)
    {
        var number = Guid.NewGuid().ToString("N")[..6];
        var userId = $"Anna.Lima.{number}@contoso.test";
        var groups = Enumerable.Range(1, 5).Select(_ => Guid.NewGuid().ToString("D")).ToArray();
        var person = new GraphPerson(userId, "Autumn-Leaves-27") { Mail = $"anna.{number}@contoso.test", Enabled = situation is not Situation.Disabled, Language = "nl" };
        person.Methods.Add(GraphPerson.Thing("phoneAuthenticationMethod", ("phoneNumber", "+1 4255550101"), ("phoneType", "mobile")));
        person.Methods.Add(GraphPerson.Thing("phoneAuthenticationMethod", ("phoneNumber", "+1 4255550111"), ("phoneType", "alternateMobile")));
        person.Methods.Add(GraphPerson.Thing("phoneAuthenticationMethod", ("phoneNumber", "+1 4255550121"), ("phoneType", "office")));
        person.Methods.Add(GraphPerson.Thing("emailAuthenticationMethod", ("emailAddress", "anna@example.net")));
        person.Methods.Add(GraphPerson.Thing("softwareOathAuthenticationMethod", ("secretKey", null)));
        person.MemberOf.AddRange(groups.Select(group => GraphPerson.Thing("group", ("id", group), ("displayName", "Staff"), ("isAssignableToRole", null))));
        if (situation is Situation.Privileged)
        {
            person.MemberOf.Add(GraphPerson.Thing("directoryRole", ("id", Guid.NewGuid().ToString("D")), ("displayName", "User Administrator")));
        }

        var expected = new Account("", userId, "Anna Lima", person.Mail, default)
        {
            Enabled = person.Enabled,
            Privileged = situation is Situation.Privileged,
            Language = "nl",
            Groups = groups,
            ContactPoints =
            [
                new ContactPoint(ContactKind.MobilePhone, "+14255550101"),
                new ContactPoint(ContactKind.AuthenticationPhone, "+14255550111"),
                new ContactPoint(ContactKind.OfficePhone, "+14255550121"),
                new ContactPoint(ContactKind.AuthenticationEmail, "anna@example.net"),
            ],
        };
        switch (situation)
        {
            case Situation.Ordinary or Situation.Disabled or Situation.Privileged:
                _graph.Add(person);
                return Task.FromResult<ContractPerson?>(new ContractPerson(person.Password, expected));

            case Situation.Twins:
                _graph.Add(person);
                _graph.Add(new GraphPerson($"other.{number}@contoso.test", "Quiet-Harbour-31") { Mail = person.Mail });
                return Task.FromResult<ContractPerson?>(new ContractPerson(person.Password, expected with { UserId = person.Mail }));

            default:
                return Task.FromResult<ContractPerson?>(null);
        }
    }

    protected override Task<bool> SignsInAsync(ContractPerson person, string password) =>
        Task.FromResult(_graph.People.Exists(known => known.UserPrincipalName == person.UserId && known.Enabled && known.Password == password));

    protected override async Task<ContractRefusal?> RefusalAsync(DirectoryRefusal why) => why switch
    {
        DirectoryRefusal.TooShort => new ContractRefusal(await SomebodyAsync(Situation.Ordinary), "Sh0rt-1"),
        DirectoryRefusal.TooSimple => new ContractRefusal(await SomebodyAsync(Situation.Ordinary), "onlysmallletters"),
        DirectoryRefusal.Banned => new ContractRefusal(await SomebodyAsync(Situation.Ordinary), "Contoso-Harbour-1"),
        _ => null,
    };

    protected override async Task<bool> TakeDownAsync() => await CutAfterAsync(0);

    // A connection that is taken, then an answer.
    protected override async Task<bool> CutAfterAsync(int? answers)
    {
        if (answers == 0)
        {
            await _graph.LeaveAsync();
            return true;
        }

        await _graph.ReturnAsync();
        _graph.LosesAnswers = answers == 1;
        return true;
    }

    private async Task<bool> UnlocksAsync() =>
        await Directory.UnlockAsync(await FoundAsync((await SomebodyAsync(Situation.Ordinary)).UserId), None) is DirectoryWrite.Done;

    private async Task<bool> ChangesAsync()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        var outcome = await ChangeAsync(await FoundAsync(person.UserId), person.Password, NewPassword());
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), outcome);
        return !await SignsInAsync(person, person.Password);
    }

    private async Task<bool?> ComparesAsync()
    {
        var person = await SomebodyAsync(Situation.Ordinary);
        return await IsPasswordAsync(await FoundAsync(person.UserId), person.Password);
    }
}
