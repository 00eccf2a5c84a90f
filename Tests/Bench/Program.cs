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
          reset conversations (default 300, at most 2000) over Direct Line, so many at a time (default 8, at most 64).

      dotnet run -c Release --project Tests/Bench -- rise [stream] [polling] [connector] [sms]
          Conversations that begin at a rising rate, through these doors or all, until the slowest of a hundred answers takes a second.

      dotnet run -c Release --project Tests/Bench -- soak [minutes] [turns a second]
          A steady stream through all doors (default 30 minutes, 50 turns a second) and what it does to memory.

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

    case ["load", .. var numbers] when numbers.All(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
        var asked = numbers.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        await new Rounds(asked is [var many, ..] ? Math.Clamp(many, 1, 2000) : 300, asked is [_, var wide, ..] ? Math.Clamp(wide, 1, 64) : 8).PrintAsync();
        return 0;

    case ["storages", .. var counts] when counts.All(count => int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
        var given = counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
        await Storages.PrintAsync(given is [var talks, ..] ? talks : 200, given is [_, var onFile, ..] ? onFile : 100_000, given is [_, _, var onBlobs] ? onBlobs : 10_000);
        return 0;

    case ["rise", .. var doors] when doors.All(door => Enum.TryParse<Door>(door, ignoreCase: true, out _)):
        foreach (var door in doors is [] ? Enum.GetValues<Door>() : Array.ConvertAll(doors, door => Enum.Parse<Door>(door, ignoreCase: true)))
        {
            await new Rise(door).PrintAsync();
        }

        return 0;

    case ["soak", .. var lasting] when lasting.All(number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
        var lasts = lasting.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        await new Soak(lasts is [var minutes, ..] ? minutes : 30, lasts is [_, var turns] ? turns : 50).PrintAsync();
        return 0;

    case ["peers", .. var sizes] when sizes.All(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
        var wanted = sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        await new SideBySide(wanted is [var held, ..] ? Math.Clamp(held, 1, 5000) : 400, wanted is [_, var times] ? Math.Clamp(times, 1, 25) : 5).PrintAsync();
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
