using Xunit;

namespace SsprBot.Domain;

public sealed class MailAddressTests
{
    private static readonly string s_label = new('a', 63);

    public static TheoryData<string, string?> Addresses => new()
    {
        { " Anna.Lima@Example.ORG ", "Anna.Lima@example.org" },
        { "a!#$%&'*+-/=?^_`{|}~9@x.yz", "a!#$%&'*+-/=?^_`{|}~9@x.yz" },
        { "a@b.c", "a@b.c" },
        { "a@1.c2", "a@1.c2" },
        { $"{new string('l', 64)}@example.org", $"{new string('l', 64)}@example.org" },
        { $"{new string('l', 65)}@example.org", null },
        { $"a@{s_label}.org", $"a@{s_label}.org" },
        { $"a@{s_label}a.org", null },
        { $"{new string('l', 58)}@{s_label}.{s_label}.{s_label}.abc", $"{new string('l', 58)}@{s_label}.{s_label}.{s_label}.abc" },
        { $"{new string('l', 59)}@{s_label}.{s_label}.{s_label}.abc", null },
        { "@example.org", null },
        { "anna.example.org", null },
        { ".anna@example.org", null },
        { "anna.@example.org", null },
        { "an na@example.org", null },
        { "anna@example", null },
        { "anna@example.org.", null },
        { "anna@.example.org", null },
        { "anna@-example.org", null },
        { "anna@example-.org", null },
        { "anna@exa_mple.org", null },
        { "anna@192.0.2.1", null },
        { "anna@éxample.org", null },
        { "anna@x@example.org", null },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_is_plain_or_none(string typed, string? address) => Assert.Equal(address, MailAddresses.Read(typed));

    [Theory]
    [InlineData("anna@Example.ORG", "example.org")]
    [InlineData("an@na@Example.ORG", "example.org")]
    [InlineData("@Example.ORG", "example.org")]
    [InlineData("anna", "")]
    [InlineData("", "")]
    public void The_domain_stands_behind_the_last_at(string address, string domain) => Assert.Equal(domain, MailAddresses.DomainOf(address));
}
