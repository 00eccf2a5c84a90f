using System.Text;
using SsprBot.Directories.Ldap;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>What of an odd user ID goes over the wire to a directory.</summary>
public sealed class LdapWireTests
{
    [Fact]
    [Rule("D-93")]
    public async Task A_user_ID_goes_over_the_wire_as_the_bytes_that_were_typed_or_not_at_all()
    {
        await using var people = new FakePeople();
        await using var host = await people.StartAsync("--Directories:staff:LookUpStep=00:00:00");
        string[] literal = ["\\2a", "none\\00", "n\\29\\2a", "#none", "none'--", "{none}"];
        string[] refused = ["none*", "*)(uid=*", "none)(|(uid=*", "uid=none,dc=contoso"];
        foreach (var attack in (string[])[.. literal, .. refused])
        {
            var person = await ChatPerson.StartAsync(host.Http);
            await person.SayAsync("I forgot my password");
            await person.SayAsync(attack);
        }

        var searched = people.Server.Questions.Where(asked => asked.Operation is FakeLdapServer.Search).ToArray();
        Assert.Equal(literal.Length, searched.Length);
        Assert.All(literal, attack => Assert.Contains(searched, asked => asked.Message.AsSpan().IndexOf(Value(attack)) >= 0));
        Assert.DoesNotContain(searched, asked => asked.Message.AsSpan().IndexOf("(uid"u8) >= 0);
    }

    // An octet string (X.690 §8.7): whatever stands in it, it is one value.
    private static byte[] Value(string text) => [4, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
}
