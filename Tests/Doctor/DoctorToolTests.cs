using System.Text.Json.Nodes;
using SsprBot.Host;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Doctor;

/// <summary>The product started as a doctor.</summary>
public sealed class DoctorToolTests
{
    private const string Keys = "Nothing protects the keys, in Development.";

    [Fact]
    public async Task The_demo_is_well()
    {
        var (exitCode, output) = await BotProcess.AnswerAsync("doctor");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """
            ok         configuration: The host starts with these settings, in Development.
            ok         storage: A record was made, read, replaced and deleted (Sqlite), and what was stale was refused.
            ok         keys: All keys can be read: 1. The newest is 0 days old.
            warning    keys: Nothing protects the keys, in Development.
                       Outside Development give Data:KeyVaultKey or Data:KeyCertificatePath.
            ok         keys: The peppers can be read.
            ok         audit log: It can be written to, and its last lines stand as they were written, to number 1.
            not set up Redis: Redis:ConnectionString is empty: where there are several instances, what is said at another is shown up to a second later.
            ok         directory demo: There is nothing to look at with Demo.
            not set up canary demo: Demo needs none.
            not set up mail: Smtp:Host is empty: mails go to the developer's inbox.
            not set up Twilio: Twilio is not set: there are no texts and no calls.
            not set up bot registration: MicrosoftAppId is empty: Teams and the other channels of Azure Bot Service are off.
            not set up public address: Web:PublicBaseUrl is no https address.
            not set up clock: Neither the storage nor a directory says what time it is there.
            Faults: 0, warnings: 1, not found out: 0.
            """,
            output.Trim());
    }

    [Fact]
    public async Task Machines_get_an_array_and_nothing_else_on_the_output()
    {
        var (exitCode, findings) = await JsonAsync("doctor --json", [("Policy__SessionLifetime", "00:30:00"), ("Policy__AcceptedRisks__0", "D-08")]);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [
                ("warning", "configuration", "The risk D-08 is accepted. Policy:SessionLifetime is above 20 minutes.", "Give the setting a stronger value, and take D-08 out of Policy:AcceptedRisks."),
                ("warning", "keys", Keys, "Outside Development give Data:KeyVaultKey or Data:KeyCertificatePath."),
            ],
            findings.Where(finding => finding.Verdict is not ("ok" or "not set up")));
    }

    [Fact]
    public async Task All_faults_of_the_settings_are_told_at_once()
    {
        var (exitCode, findings) = await JsonAsync("doctor --json", [("Storage__Kind", "Tape"), ("Smtp__Host", "mail.contoso.test")]);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                ("fault", "configuration", "Storage:Kind must be one of Sqlite, Blobs.", "The host does not start with it: mend the setting."),
                ("fault", "configuration", "Smtp:From must be the mail address that mails come from.", "The host does not start with it: mend the setting."),
            ],
            findings);
    }

    [Fact]
    public async Task What_is_checked_only_at_the_start_is_told_too()
    {
        var (exitCode, output) = await BotProcess.ToolAsync("doctor", settings: ("Twilio__AccountSid", "AC1"));

        Assert.Equal(1, exitCode);
        Assert.Contains("fault      configuration: Twilio:AuthToken is not set: what comes in from Twilio is signed with it.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_host_has_the_data_folder_nothing_can_be_found_out()
    {
        await using var host = await BotProcess.StartAsync();

        var (exitCode, output) = await BotProcess.ToolAsync("doctor", host.Data);

        Assert.Equal(2, exitCode);
        Assert.Contains("is in use by another process.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audit_log_that_was_edited_at_its_end_is_found()
    {
        var data = Directory.CreateTempSubdirectory("sspr-").FullName;
        await BotProcess.ToolAsync("doctor", data);
        using (var statements = new SqliteStatements(Path.Combine(data, "sspr.db")))
        {
            Assert.Equal(1, statements.Run(new Statement("update audit set event = replace(event, 'Succeeded', 'Failed') where number = 1")));
        }

        var (exitCode, output) = await BotProcess.ToolAsync("doctor", data);

        Assert.Equal(1, exitCode);
        Assert.Contains("fault      audit log: Its last lines do not stand as they were written.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pepper_that_was_edited_is_a_fault()
    {
        var data = Directory.CreateTempSubdirectory("sspr-").FullName;
        await BotProcess.ToolAsync("doctor", data);
        await File.WriteAllTextAsync(Path.Combine(data, "peppers", "answers"), "not a pepper");

        var (exitCode, output) = await BotProcess.ToolAsync("doctor", data);

        Assert.Equal(1, exitCode);
        Assert.Contains("fault      keys: These peppers cannot be read: answers.", output, StringComparison.Ordinal);
    }

    /// <summary>On the output alone; what is logged stands on the error stream.</summary>
    private static async Task<(int ExitCode, (string Verdict, string Check, string What, string Mend)[] Findings)> JsonAsync(string words, (string, string)[] settings)
    {
        var (exitCode, output) = await BotProcess.AnswerAsync(words, settings: settings);
        return (exitCode, [.. JsonNode.Parse(output)!.AsArray().Select(one => ((string)one!["verdict"]!, (string)one["check"]!, (string)one["what"]!, (string)one["mend"]!))]);
    }
}
