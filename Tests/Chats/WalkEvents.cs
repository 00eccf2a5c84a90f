using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

/// <summary>What can happen outside the chat in a walk, and what the bot says of itself then.</summary>
internal static class WalkEvents
{
    private const string NewPassword = "Blue-Kettle-77-x";

    private static readonly Dictionary<string, Action<TestWorld>> s_unheard = new()
    {
        ["five minutes pass"] = world => world.Time.Advance(TimeSpan.FromMinutes(5)),
        ["the time is up"] = world => world.Time.Advance(TimeSpan.FromMinutes(20)),
        ["the directory goes down"] = world => world.Directory.IsDown = true,
    };

    private static readonly Dictionary<string, Func<Chat, Task<string>>> s_heard = new()
    {
        ["the time is almost up"] = chat => chat.WakeAsync(RootDialog.AlmostUp),
        ["the directory is back"] = ReturnAsync,
        ["the picture is read"] = ReadPictureAsync,
        ["nobody answers the call"] = chat => EndCallAsync(chat, CallEnd.NoAnswer),
        ["the phone is busy"] = chat => EndCallAsync(chat, CallEnd.Busy),
        ["nothing is pressed"] = chat => EndCallAsync(chat, CallEnd.Silent),
        ["wrong keys are pressed"] = chat => PressAsync(chat, "5"),
        ["the call is confirmed"] = chat => PressAsync(chat, "#"),
        ["the call is denied"] = chat => PressAsync(chat, "*"),
        ["the number is keyed"] = chat => PressAsync(chat, $"{WalkChats.SixDigits().Match(chat.Said).Value}#"),
        ["a new password is set on the page"] = SetAsync,
        ["the password is changed on the page"] = ChangeAsync,
        ["five wrong passwords are typed on the page"] = MistypeAsync,
        ["the current password is typed on the page"] = ProveAsync,
        ["the app is set up on the page"] = SetUpAppAsync,
    };

    private static CancellationToken None => CancellationToken.None;

    /// <returns>What the bot says; empty when it says nothing.</returns>
    public static async Task<string> HappensAsync(Chat chat, string what)
    {
        if (s_heard.TryGetValue(what, out var happens))
        {
            return await happens(chat);
        }

        s_unheard[what](chat.World);
        return "";
    }

    private static async Task<string> ReturnAsync(Chat chat)
    {
        chat.World.Directory.IsDown = false;
        Assert.Single(await chat.World.DirectoryReturn.TakeAsync(None));
        return await chat.WakeAsync(RootDialog.DirectoryBack);
    }

    private static async Task<string> ReadPictureAsync(Chat chat)
    {
        var session = await chat.World.SessionAsync(chat.World.Records.Kept.Keys.Single(key => key.Kind.Name == "session").Id);
        return await chat.SubmitAsync(new { answer = session.BotChallenge!.Text, nonce = $"{session.Id}/{session.WrongBotChecks}" });
    }

    private static async Task<string> EndCallAsync(Chat chat, CallEnd end)
    {
        await chat.World.Calls.EndedAsync(chat.World.LastCall().Id, end, None);
        return await chat.WakeAsync();
    }

    private static async Task<string> PressAsync(Chat chat, string keys)
    {
        await chat.World.Calls.KeysAsync(chat.World.LastCall().Id, keys, None);
        return await chat.WakeAsync();
    }

    private static async Task<string> SetAsync(Chat chat)
    {
        Assert.IsType<ResetOutcome.Done>(await chat.World.SetAsync(await chat.OpenAsync(), NewPassword));
        return await chat.WakeAsync();
    }

    private static async Task<string> ChangeAsync(Chat chat)
    {
        Assert.IsType<ChangeOutcome.Done>(await chat.World.ChangeAsync(await chat.OpenAsync(), chat.World.Directory.CurrentPassword, NewPassword));
        return await chat.WakeAsync();
    }

    private static async Task<string> MistypeAsync(Chat chat)
    {
        var key = await chat.OpenAsync();
        for (var i = 0; i < RecoverySession.MaxWrongPasswords; i++)
        {
            await chat.World.ChangeAsync(key, "Wrong-Password-1", NewPassword);
        }

        return await chat.WakeAsync();
    }

    private static async Task<string> ProveAsync(Chat chat)
    {
        Assert.IsType<PasswordTry.Right>(await chat.World.ProvePasswordAsync(await chat.OpenAsync(), chat.World.Directory.CurrentPassword));
        return await chat.WakeAsync();
    }

    private static async Task<string> SetUpAppAsync(Chat chat)
    {
        var page = await chat.OpenAsync();
        var shown = Assert.IsType<AppRegistering.Waiting>(await chat.World.AppRegistration.BeginAsync(page, None));
        var app = new FakeApp(chat.World, FakeApp.SeedOf(shown));
        Assert.IsType<AppRegistering.Registered>(await chat.World.AppRegistration.ConfirmAsync(page, app.Code(), None));
        return await chat.WakeAsync();
    }
}
