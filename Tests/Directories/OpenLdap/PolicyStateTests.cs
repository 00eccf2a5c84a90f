using System.Text;
using SsprBot.Directories.Ldap;
using Xunit;

namespace SsprBot.Directories.OpenLdap;

/// <summary>What 389 Directory Server keeps at an entry, as it was seen to; what slapd keeps is tried with slapd.</summary>
public sealed class PolicyStateTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 26, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_setAt = new(2026, 11, 26, 0, 58, 55, TimeSpan.Zero);

    [Theory]
    [InlineData("passwordExpirationTime: 20270306005855Z", false, false, false)]
    [InlineData("accountUnlockTime: 19700101000000Z, passwordRetryCount: 5", true, false, false)]
    [InlineData("accountUnlockTime: 20261126010001Z, passwordRetryCount: 5", true, false, false)]
    [InlineData("accountUnlockTime: 20261126010000Z, passwordRetryCount: 5", false, false, false)]
    [InlineData("accountUnlockTime: 19700101000000Z, passwordRetryCount: 0", false, false, false)]
    [InlineData("passwordExpirationTime: 20261126010000Z", false, true, false)]
    [InlineData("passwordExpirationTime: 19700101000000Z", false, false, true)]
    public void How_somebody_stands_is_read(string kept, bool locked, bool expired, bool mustChange) =>
        Assert.Equal(
            new PolicyState(Enabled: true, locked, expired, mustChange, s_setAt),
            PolicyState.Of(Entry($"createTimestamp: 20200101000000Z, pwdUpdateTime: 20261126005855Z, {kept}"), PasswordPolicy.None, s_now));

    [Fact]
    public void Its_rules_hold_where_they_are_switched_on()
    {
        const string Numbers = "passwordMinLength: 10, passwordInHistory: 3, passwordMinAge: 86400";
        Assert.Equal(new(10, null, 3, TimeSpan.FromDays(1)), PasswordPolicy.Of(Entry($"passwordCheckSyntax: on, passwordHistory: on, {Numbers}")).Rules);
        Assert.Equal(new(null, null, null, TimeSpan.FromDays(1)), PasswordPolicy.Of(Entry($"passwordCheckSyntax: off, passwordHistory: off, {Numbers}")).Rules);
    }

    private static LdapEntry Entry(string attributes) => new(
        "uid=anna.lima,ou=people,dc=contoso,dc=test",
        attributes.Split(", ").Select(attribute => attribute.Split(": ")).ToDictionary(
            attribute => attribute[0], attribute => (IReadOnlyList<byte[]>)[Encoding.UTF8.GetBytes(attribute[1])], StringComparer.OrdinalIgnoreCase));
}
