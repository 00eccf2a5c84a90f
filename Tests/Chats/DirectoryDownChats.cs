using SsprBot.Domain;
using SsprBot.World;
using Xunit;

namespace SsprBot.Chats;

public sealed class DirectoryDownChats
{
    private const string WhoAreYou = "bot:  What is your user ID? It often looks like an email address, such as name@company.com. [Back | Help]";
    private const string IsBack = "bot:  The directory answers again. Thank you for waiting. Let us go on.";
    private const string Wait =
        "bot:  The directory does not answer at the moment. Nothing is lost, and you need not prove again who you are. Say something in a minute, and I look once more. [Tell me when it is back | Cancel | Contact administrator]";

    private const string IWillTellYou =
        "user: tell me when it's back\nbot:  I will tell you here as soon as the directory answers again. You can leave this chat open and do something else.";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Who_asks_for_it_is_told_once_and_goes_on()
    {
        var chat = await WaitingAsync();
        Assert.Empty(await chat.World.DirectoryReturn.TakeAsync(None));

        chat.World.Directory.IsDown = false;
        Assert.Equal(["chat-1"], (await chat.World.DirectoryReturn.TakeAsync(None)).Select(told => told.Conversation));
        Assert.Empty(await chat.World.DirectoryReturn.TakeAsync(None));
        Assert.Equal($"{IsBack}\n{WhoAreYou}", await chat.WakeAsync(RootDialog.DirectoryBack));
        Assert.StartsWith("user: anna.lima@contoso.test\nbot:  Now let's make sure it is you", await chat.PlayAsync("user: anna.lima@contoso.test"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_ask_is_left_in_peace()
    {
        var chat = Down();
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        chat.World.Directory.IsDown = false;
        Assert.Empty(await chat.World.DirectoryReturn.TakeAsync(None));
    }

    [Fact]
    public async Task After_a_restart_they_are_told_all_the_same()
    {
        var chat = await WaitingAsync();
        chat.World.Directory.IsDown = false;
        Assert.Single(await new DirectoryReturn(chat.World.Vault, chat.World.Directory).TakeAsync(None));
    }

    [Fact]
    public async Task Of_two_nodes_one_tells()
    {
        var chat = await WaitingAsync();
        chat.World.Directory.IsDown = false;
        var told = await Task.WhenAll(chat.World.DirectoryReturn.TakeAsync(None), new DirectoryReturn(chat.World.Vault, chat.World.Directory).TakeAsync(None));
        Assert.Single(told.SelectMany(chats => chats));
    }

    [Fact]
    public async Task Where_nothing_is_down_there_is_nothing_to_wait_for()
    {
        var chat = new Chat();
        await chat.PlayAsync("user: forgot pw");
        Assert.Equal($"user: tell me\nbot:  The directory answers. Let us go on.\n{WhoAreYou}", await chat.PlayAsync("user: tell me"));
    }

    [Fact]
    public async Task Somebody_of_unknown_whereabouts_is_treated_alike()
    {
        var chat = Down();
        Assert.EndsWith(WhoAreYou, await chat.PlayAsync("user: forgot pw\nuser: nobody@contoso.test"), StringComparison.Ordinal);
        Assert.Equal(IWillTellYou, await chat.PlayAsync("user: tell me when it's back"));
        chat.World.Directory.IsDown = false;
        Assert.Single(await chat.World.DirectoryReturn.TakeAsync(None));
    }

    [Fact]
    public async Task Somebody_whom_the_channel_knows_need_not_say_again_who_they_are()
    {
        var chat = Down(TestWorld.Stranger() with { TrustedUserId = FakeDirectory.Anna });
        Assert.EndsWith(Wait, await chat.PlayAsync("user: forgot pw"), StringComparison.Ordinal);
        Assert.EndsWith(Wait, await chat.PlayAsync("user: again"), StringComparison.Ordinal);
        Assert.Equal(IWillTellYou, await chat.PlayAsync("user: tell me when it's back"));
        chat.World.Directory.IsDown = false;
        Assert.StartsWith($"{IsBack}\nbot:  Now let's make sure it is you", await chat.WakeAsync(RootDialog.DirectoryBack), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_directory_cannot_do_for_anybody_is_told_to_everybody()
    {
        var chat = new Chat();
        chat.World.Directory.Cannot = Goal.Change;
        foreach (var userId in (string[])["anna.lima@contoso.test", "nobody@contoso.test"])
        {
            Assert.Contains(
                "bot:  Your organisation’s directory does not let me do that. You can do it on your organisation’s own sign-in pages, or I can help you if you forgot your password.",
                await chat.PlayAsync($"user: change my password\nuser: {userId}"),
                StringComparison.Ordinal);
        }
    }

    private static Chat Down(Visitor? visitor = null)
    {
        var chat = new Chat(visitor: visitor);
        chat.World.Directory.IsDown = true;
        return chat;
    }

    private static async Task<Chat> WaitingAsync()
    {
        var chat = Down();
        await chat.PlayAsync("user: forgot pw\nuser: anna.lima@contoso.test");
        Assert.Equal(IWillTellYou, await chat.PlayAsync("user: tell me when it's back"));
        return chat;
    }
}
