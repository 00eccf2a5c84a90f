using SsprBot.Abuse;
using SsprBot.Storage;
using Xunit;

namespace SsprBot.Host;

/// <summary>The product started with words: it answers and ends.</summary>
public sealed class ToolTests
{
    [Fact]
    [Rule("D-98")]
    public async Task The_audit_log_is_verified_and_what_was_edited_is_named()
    {
        string data;
        await using (var host = await BotProcess.StartAsync(settings: ("Policy__BotCheck", "None")))
        {
            data = host.Data;
            var person = await ChatPerson.StartAsync(host.Http);
            await person.ToTheLinkAsync(host, "anna.lima@contoso.test", "anna.lima@example.net", "+14255550101");

            var (inUse, why) = await BotProcess.ToolAsync("audit verify", data);
            Assert.Equal(2, inUse);
            Assert.Contains("is in use by another process", why, StringComparison.Ordinal);
        }

        var (whole, said) = await BotProcess.ToolAsync("audit verify", data);
        Assert.Equal(0, whole);
        Assert.Matches("The audit log is whole: [1-9][0-9]* lines stand as they were written.", said);

        using (var statements = new SqliteStatements(Path.Combine(data, "sspr.db")))
        {
            Assert.Equal(1, statements.Run(new Statement("update audit set event = replace(event, 'Succeeded', 'Failed') where number = 2")));
        }

        var (broken, found) = await BotProcess.ToolAsync("audit verify", data);
        Assert.Equal(1, broken);
        Assert.Contains("The audit log is broken: line 2 was edited, removed, added or moved.", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_are_answered_with_those_there_are()
    {
        var (exitCode, output) = await BotProcess.ToolAsync("audit verifying");

        Assert.Equal(2, exitCode);
        Assert.Contains("There is no tool audit verifying. There are:\n  audit verify", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_do_not_allow_a_start_are_named_to_a_tool_too()
    {
        var (exitCode, output) = await BotProcess.ToolAsync("audit verify", settings: ("Storage__Kind", "Tape"));

        Assert.Equal(2, exitCode);
        Assert.Contains("Storage:Kind must be one of Sqlite, Blobs.", output, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("D-68")]
    public async Task Once_all_keys_are_revoked_the_host_does_not_start()
    {
        string data;
        await using (var host = await BotProcess.StartAsync(settings: ("Policy__BotCheck", "None")))
        {
            data = host.Data;
        }

        var (asked, warning) = await BotProcess.ToolAsync("keys revoke", data);
        Assert.Equal(1, asked);
        Assert.Contains("Nothing was revoked.", warning, StringComparison.Ordinal);
        Assert.Equal(0, (await BotProcess.ToolAsync("keys revoke everything", data)).ExitCode);

        var (exitCode, output) = await BotProcess.RunAsync(settings: ("Data__Folder", data));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("or the key that it is encrypted with is gone", output, StringComparison.Ordinal);
    }
}
