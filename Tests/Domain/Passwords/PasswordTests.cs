using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit;

namespace SsprBot.Domain;

public sealed class PasswordTests
{
    private const string Secret = "Corr3ct-Horse";

    [Fact]
    public void A_password_is_what_was_typed_to_the_last_unit()
    {
        const string Typed = " é e\u0301 \U0001F600 \ud83d ";
        using var password = Password.From(Typed);

        Assert.Equal(Typed, password.Reveal().ToString());
    }

    [Fact]
    public void A_password_may_be_empty()
    {
        using var password = Password.From(null);

        Assert.True(password.Reveal().IsEmpty);
    }

    [Fact]
    public void A_password_keeps_its_own_copy()
    {
        var typed = Secret.ToCharArray();
        using var password = Password.From(typed);
        Array.Clear(typed);

        Assert.Equal(Secret, password.Reveal().ToString());
    }

    [Theory]
    [InlineData(Secret, Secret, true)]
    [InlineData(Secret, "Corr3ct-Hors", false)]
    [InlineData(Secret, "corr3ct-horse", false)]
    [InlineData(Secret, Secret + " ", false)]
    [InlineData("é", "e\u0301", false)]
    [InlineData("", "", true)]
    public void Two_passwords_are_the_same_when_they_were_typed_alike(string one, string other, bool same)
    {
        using var first = Password.From(one);
        using var second = Password.From(other);

        Assert.Equal((same, same), (first.SameAs(second), second.SameAs(first)));
    }

    [Fact]
    public void A_cleared_password_is_gone()
    {
        var password = Password.From(Secret);
        var buffer = (char[])typeof(Password).GetField("_typed", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(password)!;
        password.Dispose();
        password.Dispose();

        Assert.Equal(new char[Secret.Length], buffer);
        Assert.Throws<ObjectDisposedException>(() => password.Reveal().Length);
        Assert.Throws<ObjectDisposedException>(() => password.SameAs(password));
    }

    [Fact]
    public void A_password_never_prints()
    {
        using var password = Password.From(Secret);

        Assert.Equal(
            ["(password)", "(password)", "Holder { Password = (password) }", "(password)"],
            new[]
            {
                password.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{password}"),
                new Holder(password).ToString(),
                typeof(Password).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value,
            });
    }

    [Fact]
    public void A_password_is_not_serialised()
    {
        using var password = Password.From(Secret);

        Assert.Equal(
            ["{}", """{"Password":{}}""", "{}", """{"Password":{}}"""],
            new[]
            {
                System.Text.Json.JsonSerializer.Serialize(password),
                System.Text.Json.JsonSerializer.Serialize(new Holder(password)),
                Newtonsoft.Json.JsonConvert.SerializeObject(password),
                Newtonsoft.Json.JsonConvert.SerializeObject(new Holder(password)),
            });
    }

    [Fact]
    public void A_password_has_no_field_or_property_to_be_picked_up()
    {
        Assert.Empty(typeof(Password).GetFields());
        Assert.Empty(typeof(Password).GetProperties(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic));
    }

    private sealed record Holder(Password Password);
}
