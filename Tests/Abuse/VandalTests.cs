using Microsoft.Extensions.DependencyInjection;
using SsprBot.Channels.Azure;
using SsprBot.Host;
using SsprBot.Pages.Dev;
using Xunit;
using static SsprBot.Abuse.AttackedHost;
using static SsprBot.Abuse.Attacking;

namespace SsprBot.Abuse;

/// <summary>Somebody who wants nothing but to keep the owner out.</summary>
public sealed class VandalTests(TeamsHost teams) : IClassFixture<TeamsHost>
{
    [Fact]
    [Rule("D-25")]
    [Rule("D-26")]
    public async Task The_owner_gets_in_on_a_trusted_channel_whatever_strangers_do()
    {
        var vandal = await ChatPerson.StartAsync(teams.Http);
        var answer = "";
        await vandal.AsksForAsync(Anna);
        await vandal.SayAsync(ByText);
        for (var number = 0; number < 5; number++)
        {
            answer = await vandal.SayAsync($"+1425555020{number}");
        }

        await vandal.AsksForAsync(Anna);
        await vandal.SayAsync(ByMail);
        for (var guess = 0; guess < 3; guess++)
        {
            await vandal.SayAsync("000000");
        }

        Assert.StartsWith(NotVerified, answer, StringComparison.Ordinal);
        Assert.True(await teams.Host.Services.GetRequiredService<IDemoPeople>().TrySignInAsync(Anna, "Autumn-Leaves-27", CancellationToken.None));
        Assert.Empty(await teams.Host.Services.GetRequiredService<IInbox>().ReadAsync(CancellationToken.None));

        var owner = teams.User(Anna);
        await owner.SayAsync("I forgot my password");
        await owner.SayAsync(ByMail);
        Assert.StartsWith(Right, await owner.SayAsync(await teams.Host.CodeToAsync(AnnasMail)), StringComparison.Ordinal);
        await owner.SayAsync(ByText);
        await owner.SayAsync(AnnasPhone);
        Assert.StartsWith(ItIsYou, await owner.SayAsync(await teams.Host.CodeToAsync(AnnasPhone)), StringComparison.Ordinal);
    }
}
