using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Keys and peppers that are taken away or changed while the host is stopped.</summary>
public sealed class KeyLossTests
{
    [Theory]
    [InlineData("keys")]
    [InlineData("peppers/codes")]
    [InlineData("peppers/answers")]
    [InlineData("peppers/audit")]
    [Rule("D-64")]
    [Rule("D-68")]
    public async Task Without_its_keys_a_host_does_not_go_on_as_if_nothing_were(string place)
    {
        string data;
        await using (var first = await BotProcess.StartAsync(settings: ("Policy__BotCheck", "None")))
        {
            data = first.Data;
            await ChatPerson.StartAsync(first.Http);
            await first.KillAsync();
        }

        Spoil(Path.Combine(data, place));

        var (exitCode, output) = await BotProcess.RunAsync(settings: ("Data__Folder", data));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("or the key that it is encrypted with is gone. Restore both from a backup.", output, StringComparison.Ordinal);
    }

    private static void Spoil(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
            return;
        }

        var content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);
    }
}
