using Microsoft.Extensions.DependencyInjection;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Senders;

/// <summary>The real host with an account at Twilio.</summary>
public sealed class TwilioInHostTests
{
    [Fact]
    public async Task Texts_and_calls_go_to_twilio_and_mails_do_not()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        await using var host = await InProcessHost.StartAsync(
            $"--Twilio:AccountSid={FakeTwilio.AccountSid}",
            $"--Twilio:AuthToken={FakeTwilio.AuthToken}",
            "--Twilio:From=+14255550199",
            $"--Twilio:ApiBase={twilio.Address}",
            "--Organisation:Region=US");
        var outbox = host.Services.GetRequiredService<IOutbox>();
        await host.Services.GetRequiredService<Vault>().Calls.TryCreateAsync("call", new PlacedCall("session", DateTimeOffset.UnixEpoch), CancellationToken.None);

        await outbox.EnqueueAsync(Message("mail", OutboxKind.Mail, "anna.lima@example.net", Letter.Code), CancellationToken.None);
        await outbox.EnqueueAsync(Message("text", OutboxKind.Sms, "+14255550101", Letter.Code), CancellationToken.None);
        await outbox.EnqueueAsync(Message("call", OutboxKind.Call, "+14255550101", Letter.Call), CancellationToken.None);
        await twilio.ArrivedAsync();
        await twilio.ArrivedAsync();

        Assert.Equal("123456", await host.CodeToAsync("anna.lima@example.net"));
        Assert.Equal(["Calls.json", "Messages.json"], twilio.Requests.Select(request => request.Path.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_wrong_account_keeps_the_host_from_starting()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: ("Twilio__AccountSid", "AC1"));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AccountSid", output, StringComparison.Ordinal);
    }

    private static OutboxMessage Message(string id, OutboxKind kind, string to, Letter letter) =>
        new(id, kind, to, letter, "en", new Dictionary<string, string> { ["code"] = "123456", ["minutes"] = "5", ["organisation"] = "Contoso", ["goal"] = "Reset" });
}
