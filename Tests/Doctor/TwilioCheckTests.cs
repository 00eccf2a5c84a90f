using Microsoft.Extensions.DependencyInjection;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Doctor;

public sealed class TwilioCheckTests
{
    private const string Number = "+14255550199";
    private const string Service = "MG0123456789abcdef0123456789abcdef";
    private const string Webhook = "https://reset.contoso.test/api/twilio/sms";
    private const string Active = "Ok Twilio: The account is active.";
    private const string Calls = "Ok Twilio: Calls come from a number of the account.";

    [Fact]
    public async Task An_account_that_sends_texts_on_to_the_bot_is_ok()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        twilio.Numbers[Number] = (Webhook, "POST");

        Assert.Equal([Active, "Ok Twilio: Texts that come in are sent on to the bot.", Calls], await ExaminedAsync(twilio));
    }

    [Fact]
    public async Task What_is_wrong_with_the_number_is_told()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        Assert.Equal(
            [Active, "Fault Twilio: The number in Twilio:From is not the account's.", "Warning Twilio: The number that calls come from is not the account's."], await ExaminedAsync(twilio));

        twilio.Numbers[Number] = (Webhook, "GET");
        Assert.Equal([Active, $"Fault Twilio: Texts that come in are not sent on to {Webhook}.", Calls], await ExaminedAsync(twilio));

        twilio.Numbers[Number] = ("https://demo.twilio.com/welcome/sms/reply", "POST");
        Assert.Equal([Active, $"Fault Twilio: Texts that come in are not sent on to {Webhook}.", Calls], await ExaminedAsync(twilio));
    }

    [Fact]
    public async Task A_messaging_service_is_looked_at_instead_of_its_numbers()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        twilio.Numbers[Number] = ("", "");
        Assert.Equal([Active, "Fault Twilio: The messaging service is not the account's: status 404.", Calls], await ExaminedAsync(twilio, $"--Twilio:MessagingServiceSid={Service}"));

        twilio.Services[Service] = (Webhook, "POST");
        Assert.Equal([Active, "Ok Twilio: Texts that come in are sent on to the bot.", Calls], await ExaminedAsync(twilio, $"--Twilio:MessagingServiceSid={Service}"));
    }

    [Fact]
    public async Task An_account_that_is_suspended_or_strange_is_a_fault()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        twilio.Status = "suspended";

        Assert.Equal(["Fault Twilio: The account is suspended."], await ExaminedAsync(twilio));
        Assert.Equal(["Fault Twilio: Twilio does not let the bot in: status 401."], await ExaminedAsync(twilio, "--Twilio:AuthToken=00000000000000000000000000000000"));
    }

    private static async Task<string[]> ExaminedAsync(FakeTwilio twilio, params string[] settings)
    {
        await using var host = await InProcessHost.StartAsync(
        [
            $"--Twilio:AccountSid={FakeTwilio.AccountSid}", $"--Twilio:AuthToken={FakeTwilio.AuthToken}", $"--Twilio:From={Number}", $"--Twilio:ApiBase={twilio.Address}",
            "--Policy:Spending:Countries:0=US", "--Web:PublicBaseUrl=https://reset.contoso.test", .. settings,
        ]);
        return await Examined.ByAsync(host.Services.GetRequiredKeyedService<ICheck>("Twilio"), "Twilio");
    }
}
