using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Bot.Schema;
using SsprBot.Domain;
using SsprBot.Host;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

/// <summary>
/// The same conversations as each channel shows them, approved as a whole in <c>Approved</c>. A text that differs is left beside the test's
/// results; look at it, and copy it over the approved one if that is what people should see.
/// </summary>
public sealed class SideBySideChats
{
    private const string UserId = FakeDirectory.Anna;

    // One column a channel.
    private static readonly (string Name, Func<TestWorld, IPlayedChat> Begin)[] s_channels =
    [
        ("web chat", world => new WebChat(world)),
        ("Teams", world => new TeamsChat(world)),
        ("SMS", world => new SmsChat(world)),
    ];

    [Fact]
    public Task Reset() => ApprovedAsync(
        _ => { },
        [
            "say hi",
            "say help",
            "press I forgot my password",
            "id",
            "press Email my alternate email",
            "fill 000000",
            "press Resend",
            "fill {code}",
            "press Text my mobile phone",
            "fill (425) 555-0199",
            "fill (425) 555-0101",
            "say {code}",
            "say are you there?",
            "open",
            "set",
            "wake",
        ]);

    [Fact]
    public Task Unlock() => ApprovedAsync(
        world => world.Directory[UserId] = world.Directory[UserId] with { Locked = true },
        [
            "say hi",
            "press I know my password but can't sign in",
            "id",
            "press Email my alternate email",
            "press Another method",
            "press Email my alternate email",
            "fill {code}",
            "press Text my mobile phone",
            "press Contact administrator",
            "fill (425) 555-0101",
            "fill {code}",
        ]);

    [Fact]
    public Task Change() => ApprovedAsync(
        _ => { },
        [
            "say hi",
            "press I want to change my password",
            "id",
            "say Blue-Kettle-77-x",
            "press Resend",
            "say nederlands",
            "say cancel",
        ]);

    [Fact]
    public Task Register() => ApprovedAsync(
        _ => { },
        [
            "say hi",
            "press Set up my recovery options",
            "id",
            "open",
            "prove",
            "wake",
            "press Set my authentication phone",
            "fill +1 425 555 0177",
            "fill {code}",
            "press I am done",
        ]);

    [Fact]
    public Task A_session_that_ends_by_itself() => ApprovedAsync(
        _ => { },
        [
            "say hi",
            "press I forgot my password",
            "id",
            "press Email my alternate email",
            "almost up",
            "press I need more time",
            "later",
            "fill 000000",
        ]);

    private static async Task ApprovedAsync(Action<TestWorld> arrange, string[] script, [CallerMemberName] string name = "")
    {
        var columns = new List<string[]>();
        foreach (var (_, begin) in s_channels)
        {
            var chat = begin(new TestWorld());
            arrange(chat.World);
            columns.Add(await PlayAsync(chat, script));
        }

        var whole = new StringBuilder();
        for (var i = 0; i < script.Length; i++)
        {
            whole.Append("> ").Append(script[i]).Append('\n');
            for (var channel = 0; channel < s_channels.Length; channel++)
            {
                whole.Append("  ").Append(s_channels[channel].Name).Append('\n');
                foreach (var line in columns[channel][i].Split('\n').Where(line => line.Length > 0))
                {
                    whole.Append("    ").Append(line).Append('\n');
                }
            }

            whole.Append('\n');
        }

        await CompareAsync(name, whole.ToString());
    }

    private static async Task CompareAsync(string name, string seen, [CallerFilePath] string here = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(here)!, "Approved", $"{name}.txt");
        var expected = File.Exists(approved) ? await File.ReadAllTextAsync(approved) : "";
        if (expected != seen)
        {
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(BotProcess.Root, "Tests", "TestResults", "Chats")).FullName, $"{name}.txt"), seen);
        }

        Assert.Equal(expected, seen);
    }

    private static async Task<string[]> PlayAsync(IPlayedChat chat, string[] script)
    {
        var key = "";
        var seen = new List<string>();
        foreach (var line in script)
        {
            var words = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            var code = words.Contains("{code}", StringComparison.Ordinal) ? chat.World.LastCode() : words;
            switch (line.Split(' ')[0])
            {
                case "say":
                    seen.Add(await chat.SayAsync(code));
                    break;
                case "fill":
                    seen.Add(await chat.FillAsync(code));
                    break;
                case "press":
                    seen.Add(await chat.PressAsync(words));
                    break;
                case "id":
                    seen.Add(chat is TeamsChat ? "" : await chat.SayAsync(UserId));
                    break;
                case "open":
                    key = Assert.IsType<LinkOpening.Opened>(await chat.OpenPageAsync()).Key;
                    seen.Add("");
                    break;
                case "set":
                    Assert.IsType<ResetOutcome.Done>(await chat.World.SetAsync(key, "Blue-Kettle-77-x"));
                    seen.Add("");
                    break;
                case "prove":
                    Assert.IsType<PasswordTry.Right>(await chat.World.ProvePasswordAsync(key, chat.World.Directory.CurrentPassword));
                    seen.Add("");
                    break;
                case "almost":
                    seen.Add(await chat.WakeAsync(RootDialog.AlmostUp));
                    break;
                case "later":
                    chat.World.Time.Advance(TimeSpan.FromMinutes(30));
                    seen.Add("");
                    break;
                default:
                    seen.Add(await chat.WakeAsync(ActivityEventNames.ContinueConversation));
                    break;
            }
        }

        return [.. seen];
    }
}
