using System.Security.Cryptography;
using System.Text;
using SsprBot.World;
using Xunit;

namespace SsprBot.Domain;

public sealed class LeakTests
{
    private const string Leaked = "Blue-Kettle-77-x";

    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData("Tr0ub4dor&3", Leak.Password)]
    [InlineData("P@ssw0rd", Leak.Password)]
    [InlineData("P@ssw0rd.1", Leak.Password)]
    [InlineData("welkom2024!", Leak.Password)]
    [InlineData("Welkom2024", Leak.Password)]
    [InlineData("my password is Welkom2024!", Leak.Password)]
    [InlineData("Correct!Horse", Leak.Password)]
    [InlineData("Blue-Kettle-77-x", Leak.Password)]
    [InlineData("123456", Leak.Code)]
    [InlineData("123 456", Leak.Code)]
    [InlineData("12345678-90", Leak.Code)]
    [InlineData("1234", Leak.None)]
    [InlineData("12345678901", Leak.None)]
    [InlineData("", Leak.None)]
    [InlineData("Goedemorgen!", Leak.None)]
    [InlineData("Hello there!!!", Leak.None)]
    [InlineData("E-mailadres!", Leak.None)]
    [InlineData("I forgot my password", Leak.None)]
    [InlineData("anna.lima@contoso.test", Leak.None)]
    [InlineData("Anna.Lima2@Contoso.test", Leak.None)]
    [InlineData("CONTOSO\\Anna2024", Leak.None)]
    [InlineData("no start at 01.01.2022", Leak.None)]
    [InlineData("start over", Leak.None)]
    public void What_looks_like_a_secret_is_found(string text, Leak leak) => Assert.Equal(leak, Leaks.In(text));

    [Theory]
    [InlineData("anna.lima-2", Leak.None)]
    [InlineData("Jan.deVries", Leak.None)]
    [InlineData("Jan_de-Vries", Leak.None)]
    [InlineData("jdoe1234", Leak.None)]
    [InlineData("JDoe1234", Leak.Password)]
    [InlineData("Tr0ub4dor&3", Leak.Password)]
    public void A_user_id_is_no_secret(string text, Leak leak) => Assert.Equal(leak, Leaks.In(text, name: true));

    [Fact]
    public async Task A_password_that_was_typed_in_the_chat_cannot_be_chosen_and_costs_no_try()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        using var typed = Password.From(Leaked);
        await world.Visits.LeakedAsync(key.Split('.')[0], typed, None);

        Assert.Contains(new PasswordFault.TypedInTheChat(), (await world.Reset.FormAsync(key, None))!.Rules);
        var refused = Assert.IsType<ResetOutcome.RulesBroken>(await world.SetAsync(key, Leaked));
        Assert.Equal([new PasswordRule(new PasswordFault.TypedInTheChat(), false)], refused.Rules.Where(rule => !rule.Met));
        Assert.Equal(5, (await world.Reset.FormAsync(key, None))!.TriesLeft);

        Assert.IsType<ResetOutcome.Done>(await world.SetAsync(key, Leaked + "y"));
    }

    [Fact]
    public async Task Three_are_remembered_and_in_no_record_can_one_be_read()
    {
        var world = new TestWorld();
        var key = await world.PageOpenAsync();
        var id = key.Split('.')[0];
        for (var i = 0; i < 5; i++)
        {
            using var typed = Password.From($"{Leaked}{i}");
            await world.Visits.LeakedAsync(id, typed, None);
            await world.Visits.LeakedAsync(id, typed, None);
        }

        Assert.Equal(3, (await world.SessionAsync(id)).Leaked.Count);
        Assert.DoesNotContain(world.Records.Kept.Values, record => Encoding.UTF8.GetString(record.Content.Span).Contains("Kettle", StringComparison.Ordinal));
        Assert.DoesNotContain(world.Audited, line => line.ToString().Contains("Kettle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_two_visits_one_password_has_two_hashes()
    {
        var world = new TestWorld();
        var hashes = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var session = await world.IdentifiedAsync(i == 0 ? FakeDirectory.Anna : "nobody@contoso.test");
            using var typed = Password.From(Leaked);
            await world.Visits.LeakedAsync(session.Id, typed, None);
            hashes.Add((await world.SessionAsync(session.Id)).Leaked.Single());
        }

        Assert.Equal(2, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("12345", Leak.Code)]
    [InlineData("1234567890", Leak.Code)]
    [InlineData("5 apples", Leak.None)]
    [InlineData("Yes-I-am", Leak.None)]
    [InlineData("Yes.I.am", Leak.Password)]
    [InlineData("CONTO-SO\\Anna!", Leak.None)]
    [InlineData("Contoso\\Anna!", Leak.Password)]
    public void At_the_edges_too(string text, Leak leak) => Assert.Equal(leak, Leaks.In(text));

    [Theory]
    [InlineData("my code is 123456", true)]
    [InlineData("123456", true)]
    [InlineData("is it Welkom2024! or not", true)]
    [InlineData("no secret here", false)]
    [InlineData("", false)]
    public void Any_part_of_what_is_said_may_be_one(string text, bool may) => Assert.Equal(may, Leaks.MayBeIn(text));

    [Fact]
    public void No_more_words_are_taken_for_passwords_than_a_visit_remembers()
    {
        Assert.Equal(["Welkom2024!", "P@ssw0rd", "Tr0ub4dor&3"], Leaks.PasswordsIn("Welkom2024! or P@ssw0rd or Tr0ub4dor&3 or Blue-Kettle-77-x"));
        Assert.Equal(["a.B-c_d!e"], Leaks.PasswordsIn("it is a.B-c_d!e"));
        Assert.Empty(Leaks.PasswordsIn("I forgot my password"));
    }

    [Fact]
    public async Task What_is_remembered_is_a_slow_hash_under_its_own_name()
    {
        var world = new TestWorld();
        var session = await world.IdentifiedAsync();
        using var password = Password.From(Leaked);
        await world.Visits.LeakedAsync(session.Id, password, None);

        var slow = Rfc2898DeriveBytes.Pbkdf2(Encoding.Unicode.GetBytes(Leaked), Encoding.UTF8.GetBytes(session.Id), 100_000, HashAlgorithmName.SHA256, 32);
        Assert.Equal([world.Pepper.Pseudonym("leaked", session.Id, Convert.ToBase64String(slow))], (await world.SessionAsync(session.Id)).Leaked);
    }
}
