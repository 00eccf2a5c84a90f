using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Senders;

/// <summary>A host that could not send its mails does not start, and says why.</summary>
public sealed class SmtpFaultsTests
{
    private static readonly (string, string)[] s_right = [("Host", "mail.contoso.test"), ("From", "no-reply@contoso.test")];

    [Theory]
    [InlineData("Host", "mail.contoso.test:25", "Smtp:Host must be the name or address of the mail server, without a port.")]
    [InlineData("Port", "0", "Smtp: The field Port must be between 1 and 65535.")]
    [InlineData("Security", "7", "Smtp:Security must be StartTls or Tls.")]
    [InlineData("Security", "None", "Smtp:Security is None. Without TLS mails go only to this machine, and only in Development.")]
    [InlineData("UserName", "bot", "Smtp:UserName and Smtp:Password belong together.")]
    [InlineData("Password", "Mail-Secret", "Smtp:UserName and Smtp:Password belong together.")]
    [InlineData("From", "Contoso", "Smtp:From must be the mail address that mails come from.")]
    [InlineData("From", "", "Smtp:From must be the mail address that mails come from.")]
    [InlineData("ReplyTo", "a@b", "Smtp:ReplyTo must be a mail address.")]
    [InlineData("CaFile", "missing.pem", "Smtp:CaFile must be a readable PEM file with at least one certificate.")]
    [InlineData("CaFile", "appsettings.json", "Smtp:CaFile must be a readable PEM file with at least one certificate.")]
    [InlineData("PoolSize", "17", "Smtp: The field PoolSize must be between 1 and 16.")]
    [InlineData("SendLimit", "1.00:00:00", "Smtp: The field SendLimit must be between 00:00:01 and 00:10:00.")]
    public void Each_fault_has_one_sentence(string name, string value, string fault)
    {
        Assert.Empty(Faults("Production", s_right));
        Assert.Equal([fault], Faults("Production", [.. s_right, (name, value)]));
    }

    [Fact]
    public void What_cannot_be_read_is_named() => Assert.Contains("Smtp:Port", Assert.Single(Faults("Production", [.. s_right, ("Port", "many")])), StringComparison.Ordinal);

    [Theory]
    [InlineData("localhost", "Development", 0)]
    [InlineData("127.0.0.1", "Development", 0)]
    [InlineData("mail.contoso.test", "Development", 1)]
    [InlineData("localhost", "Production", 1)]
    public void Clear_text_stays_on_a_developers_machine(string host, string environment, int faults) =>
        Assert.Equal(faults, Faults(environment, [.. s_right, ("Host", host), ("Security", "None")]).Count);

    [Fact]
    public void A_password_is_not_sent_in_clear_text() =>
        Assert.Equal(["Smtp:Password is never sent without TLS."], Faults("Development", [.. s_right, ("Host", "localhost"), ("Security", "None"), ("UserName", "bot"), ("Password", "Mail-Secret")]));

    [Fact]
    public void Only_development_does_without_a_mail_server() =>
        Assert.Equal((0, "Smtp:Host is missing. Outside Development mails need a mail server."), (Faults("Development").Count, Assert.Single(Faults("Production"))));

    [Fact]
    public async Task The_host_names_the_missing_mail_server()
    {
        var (exitCode, output) = await BotProcess.RunAsync(settings: ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(1, exitCode);
        Assert.Contains("  - Smtp:Host is missing.", output, StringComparison.Ordinal);
    }

    [MailServerFact]
    public async Task The_host_sends_its_mails_by_the_server_that_is_set()
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await BotProcess.StartAsync(settings:
        [
            ("Policy__BotCheck", "None"), ("Smtp__Host", "localhost"), ("Smtp__Port", $"{server.Port}"), ("Smtp__CaFile", server.CaFile), ("Smtp__From", "no-reply@contoso.test"),
            ("Smtp__UserName", MailServer.UserName), ("Smtp__Password", MailServer.Password),
        ]);
        var person = await ChatPerson.StartAsync(host.Http);
        await person.SayAsync("forgot pw");
        await person.SayAsync("anna.lima@contoso.test");
        await person.SayAsync("1");

        Assert.Equal("Contoso: your verification code", Assert.Single(await server.MailsAsync(1)).Subject);
        Assert.Empty(await host.InboxAsync());
    }

    private static IReadOnlyList<string> Faults(string environment, params (string Name, string Value)[] settings)
    {
        using var configuration = new ConfigurationManager();
        foreach (var (name, value) in settings)
        {
            configuration[$"Smtp:{name}"] = value;
        }

        return SenderServices.Faults(configuration, new HostingEnvironment { EnvironmentName = environment, ContentRootPath = Path.Combine(BotProcess.Root, "Bot") });
    }
}
