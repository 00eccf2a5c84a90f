using Microsoft.Extensions.Options;
using Xunit;

namespace SsprBot.Senders;

public sealed class TwilioSettingsTests
{
    [Fact]
    public async Task An_account_that_can_work_starts()
    {
        await using var host = await TwilioHost.StartAsync("Production", ("Twilio:ApiBase", ""), ("Web:PublicBaseUrl", "https://reset.contoso.test"));

        await host.StartAsync();
    }

    [Theory]
    [InlineData("Twilio:AccountSid", "", "AccountSid")]
    [InlineData("Twilio:AccountSid", "AC0123", "AccountSid")]
    [InlineData("Twilio:AuthToken", "", "Twilio:AuthToken is not set")]
    [InlineData("Twilio:ApiKeySid", "SK0123456789abcdef0123456789abcdef", "Twilio:ApiKeySid and Twilio:ApiKeySecret")]
    [InlineData("Twilio:ApiKeySecret", "secret", "Twilio:ApiKeySid and Twilio:ApiKeySecret")]
    [InlineData("Twilio:From", "", "Twilio:From or Twilio:MessagingServiceSid")]
    [InlineData("Twilio:From", "", "Twilio:VoiceFrom or Twilio:From")]
    [InlineData("Twilio:From", "0612345678", "From")]
    [InlineData("Twilio:VoiceFrom", "Contoso", "VoiceFrom")]
    [InlineData("Twilio:MessagingServiceSid", "MG1", "MessagingServiceSid")]
    [InlineData("Twilio:ApiBase", "", "Web:PublicBaseUrl must be set")]
    public async Task A_fault_keeps_the_host_from_starting_and_is_named(string name, string value, string fault)
    {
        await using var host = await TwilioHost.StartAsync((name, value));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stand_in_of_twilio_is_for_development_only()
    {
        await using var host = await TwilioHost.StartAsync("Production", ("Web:PublicBaseUrl", "https://reset.contoso.test"));

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);

        Assert.Contains("Twilio:ApiBase is for Development only.", refusal.Message, StringComparison.Ordinal);
    }
}
