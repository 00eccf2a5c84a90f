using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SsprBot.Bench;

const string Usage = """
    Measures the bot; prints numbers and judges none. Always with -c Release:

      dotnet run -c Release --project Tests/Bench -- pieces [filter]
          Time and allocations of single pieces, in this process; a filter such as *Password*.

      dotnet run -c Release --project Tests/Bench -- turns
          The operations on bot state, records and audit that each turn of a reset conversation asks for.

      dotnet run -c Release --project Tests/Bench -- load [conversations] [parallel]
          The host as a process of its own, on SQLite in a folder of its own: five cold starts, then rounds of
          reset conversations (default 300) over Direct Line, so many at a time (default 8).

      dotnet run -c Release --project Tests/Bench -- rise [stream] [polling] [connector] [sms]
          Conversations that begin at a rising rate, through these doors or all, until the slowest of a hundred answers takes a second.

      dotnet run -c Release --project Tests/Bench -- flood [strangers]
          A hundred people in the middle of a conversation while so many strangers (default 400) begin new ones as fast as they can.

      dotnet run -c Release --project Tests/Bench -- soak [minutes] [turns a second]
          A steady stream through all doors (default 30 minutes, at least 4; 50 turns a second) and what it does to memory.

      dotnet run -c Release --project Tests/Bench -- peers [conversations] [rounds]
          The same five prompts on a bare Kestrel, our SDK, our SDK in the whole product, and the JavaScript SDK from npm, one
          driver and rounds in turn (default 400 conversations, 5 rounds): the table of the README.

      dotnet run -c Release --project Tests/Bench -- storages [conversations] [sessions on SQLite] [sessions on Azurite]
          Reset conversations (default 200) on SQLite and on Azurite, in this process, before and after so many other
          sessions are open (default 100000 and 10000): what a turn costs must not grow with them.

      dotnet run -c Release --project Tests/Bench -- samba
          Active Directory on a real Samba domain controller, as root where Samba is installed.
    """;

switch (args)
{
    case ["pieces", .. var filter]:
        // In this process: a generated project would be built with the repository's own settings.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithOptions(ConfigOptions.JoinSummary)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "sspr-bench"));
        BenchmarkSwitcher.FromAssembly(typeof(Rounds).Assembly).Run(["--filter", filter is [var only] ? only : "*"], config);
        return 0;

    case ["turns"]:
        await Turns.PrintAsync();
        return 0;

    case ["load", .. var given] when Numbers(given, 300, 8) is [var conversations, var parallel]:
        await new Rounds(conversations, parallel).PrintAsync();
        return 0;

    case ["rise", .. var doors] when doors.All(door => Enum.TryParse<Door>(door, ignoreCase: true, out _)):
        foreach (var door in doors is [] ? Enum.GetValues<Door>() : Array.ConvertAll(doors, door => Enum.Parse<Door>(door, ignoreCase: true)))
        {
            await new Rise(door).PrintAsync();
        }

        return 0;

    case ["flood", .. var given] when Numbers(given, 400) is [var strangers]:
        await new Flood(strangers).PrintAsync();
        return 0;

    case ["soak", .. var given] when Numbers(given, 30, 50) is [>= 4 and var minutes, var turnsPerSecond]:
        await new Soak(minutes, turnsPerSecond).PrintAsync();
        return 0;

    case ["storages", .. var given] when Numbers(given, 200, 100_000, 10_000) is [var talks, var onSqlite, var onAzurite]:
        await Storages.PrintAsync(talks, onSqlite, onAzurite);
        return 0;

    case ["peers", .. var given] when Numbers(given, 400, 5) is [var conversations, var rounds]:
        await new SideBySide(conversations, rounds).PrintAsync();
        return 0;

    case ["serve", var name, var url]:
        await PeerHosts.ServeAsync(name, url);
        return 0;

    case ["samba"]:
        await SambaPieces.PrintAsync();
        return 0;

    default:
        Console.WriteLine(Usage);
        return 1;
}

// What is not given is as usual; null where something is no number above zero, or one too many.
static int[]? Numbers(string[] given, params int[] usual)
{
    var numbers = usual.ToArray();
    for (var place = 0; place < given.Length; place++)
    {
        if (place >= usual.Length || !int.TryParse(given[place], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[place]) || numbers[place] == 0)
        {
            return null;
        }
    }

    return numbers;
}
