using System.Text;
using Microsoft.Bot.Builder;
using SsprBot.Channels.DirectLine;
using SsprBot.Domain;
using SsprBot.Host;
using Xunit;

namespace SsprBot.Abuse;

/// <summary>Stored conversations that name types, are too deep or are no JSON, put there by somebody who has the keys too.</summary>
public sealed class GadgetTests : IAsyncLifetime
{
    private static readonly RecordKind Kind = new("bot-state", TimeSpan.FromHours(24), Fleeting: true);

    private AttackedHost _host = null!;

    /// <summary>Whether something was made that only its stored name asks for.</summary>
    private static bool Made { get; set; }

    public async Task InitializeAsync() => _host = await AttackedHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("""{"$type":"System.Windows.Data.ObjectDataProvider, PresentationFramework","MethodName":"Start","MethodParameters":{"$values":["cmd","/c calc"]},"ObjectInstance":{"$type":"System.Diagnostics.Process, System"}}""")]
    [InlineData("""{"DialogState":{"$type":"System.IO.FileInfo, System.IO.FileSystem","fileName":"/etc/passwd","IsReadOnly":true}}""")]
    [InlineData("""{"DialogState":{"$type":"SsprBot.Abuse.GadgetTests+Gadget, SsprBot.Tests"}}""")]
    [InlineData("""{"DialogState":{"$type":"SsprBot.Domain.RecoverySession, SsprBot.Domain","Gates":1}}""")]
    [InlineData("""{"DialogState":{"$typeAssembly":"SsprBot.Tests","$type":"Gadget"}}""")]
    [InlineData("""{"DialogState":""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("(deep)")]
    [Rule("D-50")]
    public async Task A_stored_conversation_makes_nothing_that_it_names_and_the_chat_begins_anew(string json)
    {
        var person = await _host.VisitorAsync();
        await person.SayAsync("I forgot my password");
        await PutAsync(json.Replace("(deep)", new string('[', 10_000), StringComparison.Ordinal));
        await ForgetAsync(person);

        var answers = new List<string>();
        for (var turn = 0; turn < 2; turn++)
        {
            answers.Add(await person.SayAsync("I forgot my password"));
        }

        Assert.DoesNotContain("", answers);
        Assert.Contains(answers, answer => answer.StartsWith("What is your user ID?", StringComparison.Ordinal));
        Assert.False(Made);
    }

    [Fact]
    [Rule("D-50")]
    public async Task Who_puts_another_session_into_the_conversation_gets_its_words_and_no_proof()
    {
        var (anna, thief) = (await _host.VisitorAsync(), await _host.VisitorAsync());
        await anna.SayAsync("I forgot my password");
        await anna.SayAsync(AttackedHost.Anna);
        await thief.SayAsync("I forgot my password");
        await thief.SayAsync(AttackedHost.Anna);
        var records = _host.Get<IRecords>();
        var (from, to) = await records.ListAsync(Kind, "", default).ToListAsync() switch { var ids => (ids[0], ids[1]) };
        var (one, two) = ((await records.ReadAsync(new(Kind, from), default))!, (await records.ReadAsync(new(Kind, to), default))!);
        await records.TryReplaceAsync(new(Kind, from), two.Content, one.Version, default);
        await records.TryReplaceAsync(new(Kind, to), one.Content, two.Version, default);

        foreach (var person in (ChatPerson[])[anna, thief])
        {
            await ForgetAsync(person);
            await person.SayAsync("Email my alternate email");
            Assert.DoesNotContain("/r/", await person.SayAsync("000000"), StringComparison.Ordinal);
        }

        var sessions = _host.Get<Vault>().Sessions;
        await foreach (var (_, session) in sessions.ReadAllAsync(default))
        {
            Assert.Empty(session.Proofs);
        }
    }

    [Fact]
    [Rule("D-50")]
    public async Task Who_writes_over_a_conversation_that_goes_on_is_noticed()
    {
        var person = await _host.VisitorAsync();
        await person.SayAsync("I forgot my password");
        await PutAsync("""{"DialogState":{"$type":"SsprBot.Abuse.GadgetTests+Gadget, SsprBot.Tests"}}""");

        Assert.Contains("Something went wrong on my side.", await person.SayAsync("I forgot my password"), StringComparison.Ordinal);
        Assert.False(Made);
    }

    // A turn takes the state out of memory; one that comes to nothing leaves only what is written.
    private async Task ForgetAsync(ChatPerson person) =>
        await _host.Get<IStorage>().ReadAsync([$"{DirectLineAdapter.ChannelId}/conversations/{person.Conversation}"]);

    private async Task PutAsync(string json)
    {
        var records = _host.Get<IRecords>();
        foreach (var id in await records.ListAsync(Kind, "", default).ToListAsync())
        {
            var stored = (await records.ReadAsync(new(Kind, id), default))!;
            Assert.NotNull(await records.TryReplaceAsync(new(Kind, id), Encoding.UTF8.GetBytes(json), stored.Version, default));
        }
    }

    /// <summary>Says when it is made.</summary>
    public sealed class Gadget
    {
        public Gadget() => Made = true;
    }
}
