using System.Net;

namespace SsprBot.Bench;

/// <summary>The ways into the product.</summary>
internal enum Door
{
    /// <summary>Web chat, answers over a WebSocket.</summary>
    Stream,

    /// <summary>Web chat, answers by polling.</summary>
    Polling,

    /// <summary>The Bot Connector.</summary>
    Connector,

    Sms,
}

/// <summary>People who come to the product, each from an address or number of their own. Nobody has their user IDs, which must cost the same as if somebody had.</summary>
internal sealed class Callers(HostProcess host, Outside outside)
{
    // Valid numbers of New Jersey.
    private const long FirstNumber = 12_012_000_000;

    private int _visitors;

    /// <summary>The product, with a Twilio account that is outside.</summary>
    public static Task<HostProcess> StartHostAsync(Outside outside) => HostProcess.StartAsync(
        ("Twilio__AccountSid", Outside.AccountSid),
        ("Twilio__AuthToken", SmsVisitor.AuthToken),
        ("Twilio__From", SmsVisitor.Ours),
        ("Twilio__ApiBase", outside.ServiceUrl),
        ("Policy__Spending__Countries__0", "US"));

    public IVisitor NewVisitor(Door door)
    {
        var number = Interlocked.Increment(ref _visitors);
        var userId = $"user{number}@contoso.test";
        return door switch
        {
            Door.Connector => new ConnectorVisitor(host.Http, userId, outside),
            Door.Sms => new SmsVisitor(host.Http, userId, $"+{FirstNumber + number}", outside),

            // 10.0.0.0/8 is nobody's in particular.
            _ => new ChatVisitor(host.Http, userId, $"{new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number])}", door is Door.Polling),
        };
    }

    /// <summary>Holds a whole conversation.</summary>
    /// <param name="took">Is told of each turn.</param>
    /// <returns>False when the host has too much to do.</returns>
    public async Task<bool> TalkAsync(Door door, Action<TimeSpan> took, CancellationToken ct)
    {
        using var visitor = NewVisitor(door);
        if (await visitor.StartAsync(ResetScript.Greeting, ct) is not { } greeted)
        {
            return false;
        }

        took(greeted);
        foreach (var (said, answer) in ResetScript.For(visitor.UserId))
        {
            if (await visitor.SayAsync(said, answer, ct) is not { } answered)
            {
                return false;
            }

            took(answered);
        }

        await visitor.LeaveAsync(ct);
        return true;
    }

    /// <summary>Begins conversations, up to the question of how to prove who one is, and leaves them so.</summary>
    public async Task<IReadOnlyList<IVisitor>> OpenAsync(Door door, int conversations, CancellationToken ct)
    {
        var visitors = Enumerable.Range(0, conversations).Select(_ => NewVisitor(door)).ToArray();
        await Parallel.ForEachAsync(visitors, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (visitor, stop) =>
        {
            await visitor.StartAsync(ResetScript.Greeting, stop);
            foreach (var (said, answer) in ResetScript.For(visitor.UserId).Take(2))
            {
                await visitor.SayAsync(said, answer, stop);
            }
        });
        return visitors;
    }
}
