using SsprBot.Directories.Ldap;
using SsprBot.Domain;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What is said to a domain controller on Windows, and made of its answers.</summary>
public sealed class AdOnTheWireTests : IAsyncLifetime, IAsyncDisposable
{
    private const string GoodPassword = "Copper-Kettle-77-x";
    private const string ByPolicy = "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n";

    private readonly FakeDomainController _controller = new();

    private static CancellationToken None => CancellationToken.None;

    private string Id => _controller.PersonId.ToString();

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _controller.DisposeAsync();

    [Theory]
    [InlineData("1.2.840.113556.1.4.2239", "1.2.840.113556.1.4.2066 1.2.840.113556.1.4.2239")]
    [InlineData("1.2.840.113556.1.4.2066", "1.2.840.113556.1.4.2066 1.2.840.113556.1.4.319")]
    [InlineData(null, "1.2.840.113556.1.4.319")]
    public async Task A_reset_asks_for_history_where_the_domain_controller_can(string? expected, string offered)
    {
        _controller.Entries[""]["supportedControl"] = offered.Split(' ');
        using var directory = _controller.Directory();
        var account = await _controller.ReadAsync(directory);
        _controller.Asked();

        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(directory, account));
        var control = expected is null ? "" : $", {expected} critical 3003020101";
        Assert.Equal($"modify <GUID={Id}>, Replace unicodePwd, Replace lockoutTime{control}", _controller.Asked()[^1].ToString());
        Assert.Equal(expected is null ? [AdWarning.NoHistoryOnReset] : [], await directory.WarningsAsync(None));
    }

    [Fact]
    public async Task A_reset_takes_three_questions()
    {
        using var directory = _controller.Directory(new AdSettings { MustChangeAfterReset = true, RequireHistory = true });
        await _controller.ReadAsync(directory);
        _controller.Asked();

        var account = await _controller.ReadAsync(directory);
        await directory.RulesAsync(account, None);
        Assert.Equal(new DirectoryWrite.Done(), await SetAsync(directory, account));
        Assert.Equal(
            [$"search <GUID={Id}>", "search ", $"modify <GUID={Id}>, Replace unicodePwd, Replace lockoutTime, Replace pwdLastSet, 1.2.840.113556.1.4.2239 critical 3003020101"],
            _controller.Asked().Select(asked => asked.ToString()));
    }

    [Fact]
    public async Task A_change_says_both_passwords_in_one()
    {
        using var directory = _controller.Directory();
        using var current = Password.From("Old-Kettle-1");
        using var password = Password.From(GoodPassword);

        Assert.Equal(new DirectoryWrite.Done(), await directory.ChangePasswordAsync(await _controller.ReadAsync(directory), current, password, None));
        Assert.Equal($"modify <GUID={Id}>, Delete unicodePwd, Add unicodePwd", _controller.Asked()[^1].ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_is_looked_for_and_nothing_is_said_twice(bool isDone)
    {
        using var directory = _controller.Directory();
        var account = await _controller.ReadAsync(directory);
        _controller.Asked();
        _controller.Lost = () =>
        {
            if (isDone)
            {
                _controller.Entries[FakeDomainController.PersonDn]["pwdLastSet"] = [FakeDomainController.FileTime(TimeSpan.Zero)];
            }
        };

        Assert.Equal<DirectoryWrite>(isDone ? new DirectoryWrite.Done() : new DirectoryWrite.Unknown(), await SetAsync(directory, account));
        Assert.Equal(["search", "modify", "search"], _controller.Asked().Select(asked => asked.Operation));
    }

    [Theory]
    [InlineData(53, ByPolicy, "Kettle-7", DirectoryRefusal.TooShort)]
    [InlineData(19, "0000052D: AtrErr: DSID-03191083, #1:\n\t0: 0000052D: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)\n", "Kettle-7", DirectoryRefusal.TooShort)]
    [InlineData(53, ByPolicy, "copperkettlecopper", DirectoryRefusal.TooSimple)]
    [InlineData(53, ByPolicy, GoodPassword, DirectoryRefusal.UsedBefore)]
    [InlineData(50, "00000005: SecErr: DSID-031A1190, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n", GoodPassword, DirectoryRefusal.NotAllowed)]
    [InlineData(53, "0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n", GoodPassword, DirectoryRefusal.NotAllowed)]
    [InlineData(32, "0000208D: NameErr: DSID-03152DF8, problem 2001 (NO_OBJECT), data 0, best match of:\n", GoodPassword, DirectoryRefusal.NotAllowed)]
    public async Task A_refusal_without_a_reason_is_explained_by_the_policy(int code, string words, string password, DirectoryRefusal why)
    {
        _controller.Answer = new LdapResult((LdapCode)code, words, []);
        using var directory = _controller.Directory();
        Assert.Equal(new DirectoryWrite.Refused(why), await SetAsync(directory, await _controller.ReadAsync(directory), password));
    }

    [Fact]
    public async Task A_password_that_is_good_by_all_that_is_known_is_banned_when_it_is_refused()
    {
        _controller.Entries[""]["supportedControl"] = [];
        _controller.Answer = new LdapResult(LdapCode.UnwillingToPerform, ByPolicy, []);
        using var directory = _controller.Directory();
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.Banned), await SetAsync(directory, await _controller.ReadAsync(directory)));
    }

    [Fact]
    public async Task A_password_that_is_young_is_too_recent()
    {
        _controller.Entries[FakeDomainController.PersonDn]["pwdLastSet"] = [FakeDomainController.FileTime(TimeSpan.FromHours(-23))];
        _controller.Answer = new LdapResult(LdapCode.ConstraintViolation, ByPolicy, []);
        using var directory = _controller.Directory();
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.TooRecent), await SetAsync(directory, await _controller.ReadAsync(directory)));
    }

    [Fact]
    public async Task A_policy_that_may_not_be_read_explains_nothing()
    {
        _controller.Entries[FakeDomainController.Domain].Clear();
        _controller.Answer = new LdapResult(LdapCode.UnwillingToPerform, ByPolicy, []);
        using var directory = _controller.Directory();
        var account = await _controller.ReadAsync(directory);

        Assert.Equal([AdWarning.PolicyNotReadable], await directory.WarningsAsync(None));
        Assert.Equal(DirectoryRules.None, await directory.RulesAsync(account, None));
        Assert.Equal(new DirectoryWrite.Refused(DirectoryRefusal.NotAllowed), await SetAsync(directory, account, "x"));
    }

    [Fact]
    public async Task A_wrong_current_password_is_told_from_a_refusal()
    {
        _controller.Answer = new LdapResult(LdapCode.ConstraintViolation, "00000056: AtrErr: DSID-03190F00, #1:\n\t0: 00000056: DSID-03190F00, problem 1005 (CONSTRAINT_ATT_TYPE), data 0\n", []);
        using var directory = _controller.Directory();
        using var password = Password.From(GoodPassword);
        Assert.Equal(new DirectoryWrite.WrongPassword(), await directory.ChangePasswordAsync(await _controller.ReadAsync(directory), password, password, None));
    }

    [Fact]
    public async Task A_domain_controller_that_will_not_take_the_control_has_done_nothing()
    {
        _controller.Answer = new LdapResult(LdapCode.UnavailableCriticalExtension, "00002040: SvcErr: DSID-031401E3, problem 5010 (UNAVAIL_EXTENSION), data 0\n", []);
        using var directory = _controller.Directory();
        Assert.Equal(new DirectoryWrite.Unavailable(), await SetAsync(directory, await _controller.ReadAsync(directory)));
    }

    private static async Task<DirectoryWrite> SetAsync(AdDirectory directory, Account account, string password = GoodPassword)
    {
        using var typed = Password.From(password);
        return await directory.SetPasswordAsync(account, typed, None);
    }
}
