using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>Texts that are not from whom they seem to be, or say too much.</summary>
public sealed class SmsAttackTests(OrdinaryTelephones telephones) : IClassFixture<OrdinaryTelephones>
{
    private const string Stranger = "+14255550142";

    [Fact]
    [Rule("D-39")]
    [Rule("D-37")]
    public async Task Whoever_texts_from_somebodys_number_gets_no_code_on_it()
    {
        telephones.AnotherDay();
        await telephones.Phones.SayAsync(AnnasPhone, "start over", 1);
        await telephones.Phones.SayAsync(AnnasPhone, "1", 1);

        var sent = await telephones.AllThatComesAsync(AnnasPhone, async () =>
        {
            foreach (var typed in (string[])[Anna, ByText, AnnasPhone, "another method", ByCall, AnnasPhone])
            {
                await telephones.Phones.SayAsync(AnnasPhone, typed, 1);
            }

            await telephones.Phones.UntilAsync(AnnasPhone, "HELP", "This is Contoso");
        });

        Assert.Empty(sent);
        Assert.All(await telephones.Phones.SessionsAsync(), session => Assert.Empty(session.Proofs));
    }

    [Fact]
    [Rule("D-39")]
    [Rule("D-67")]
    public async Task A_password_by_text_is_not_taken_and_not_sent_back()
    {
        const string Password = "Autumn-Leaves-27";
        var host = telephones.AnotherDay();
        await telephones.Phones.SayAsync(Stranger, "start over", 1);

        foreach (var typed in (string[])["1", Anna, ByMail])
        {
            await telephones.Phones.UntilAsync(Stranger, Password, "That looks like a password");
            await telephones.Phones.SayAsync(Stranger, typed, 1);
        }

        Assert.DoesNotContain(telephones.Phones.Replies(Stranger), said => said.Contains(Password, StringComparison.Ordinal));
        Assert.DoesNotContain("proof-given", await host.AuditedAsync());
    }

    [Fact]
    [Rule("D-32")]
    [Rule("D-33")]
    public async Task No_to_a_texted_code_stops_whoever_asked_for_it()
    {
        const string Carla = "carla.jansen@contoso.test";
        const string Phone = "+14255550103";
        var host = telephones.AnotherDay();
        var thief = await host.VisitorAsync();
        await thief.AsksForAsync(Carla);
        var code = await telephones.TextedAsync(thief, Phone);
        await telephones.Phones.SayAsync(Stranger, "no", 1);

        Assert.Contains("Thank you for telling us. I stopped it", Assert.Single(await telephones.Phones.SayAsync(Phone, "NEE", 1)), StringComparison.Ordinal);

        Assert.DoesNotContain(Right, await thief.SayAsync(code), StringComparison.Ordinal);
        Assert.Contains(Carla, await host.Host.TextToAsync("administrators@contoso.test", text => text.Contains(Carla, StringComparison.Ordinal)), StringComparison.Ordinal);
        var later = await telephones.AnotherDay().VisitorAsync();
        await later.AsksForAsync(Carla);
        Assert.Empty(await host.AllThatComesAsync("carla.jansen@example.net", () => later.SayAsync(ByMail)));
    }
}
