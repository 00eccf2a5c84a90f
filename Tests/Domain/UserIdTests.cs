using Xunit;

namespace SsprBot.Domain;

public sealed class UserIdTests
{
    [Theory]
    [InlineData(" anna.lima@contoso.test ", "anna.lima@contoso.test")]
    [InlineData("jdoe", "jdoe")]
    [InlineData("CONTOSO\\jdoe", "CONTOSO\\jdoe")]
    [InlineData("a!#$'-._`{}~^9@b", "a!#$'-._`{}~^9@b")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    [InlineData("two words", null)]
    [InlineData("anna\u007f", null)]
    [InlineData("аnna", null)]
    [InlineData("anna\n", "anna")]
    [InlineData("an\nna", null)]
    public void A_user_id_is_made_of_what_directories_hold(string? typed, string? userId) => Assert.Equal(userId, UserIds.Read(typed));

    [Fact]
    public void None_of_these_signs_is_in_one() =>
        Assert.All("\"/[]:;|=,+*?<>()%&", sign => Assert.Null(UserIds.Read($"an{sign}na")));

    [Fact]
    public void It_has_113_characters_at_most()
    {
        Assert.NotNull(UserIds.Read(new string('a', 113)));
        Assert.Null(UserIds.Read(new string('a', 114)));
    }

    [Fact]
    public void One_spelling_counts_for_all() => Assert.Equal(("ANNA", "ANNA"), (UserIds.Fold("anna"), UserIds.Fold("ａｎｎａ")));
}
