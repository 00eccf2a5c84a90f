using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SsprBot.Bench;

/// <summary>The same five prompts on several hosts, round after round in turn, with one driver: the medians as a table.</summary>
internal sealed class SideBySide(int conversations, int rounds)
{
    private const int WarmUp = 1000;
    private const int Open = 1000;
    private static readonly string s_here = Path.GetDirectoryName(ThisFile())!;

    public async Task PrintAsync()
    {
        await InstallAsync();
        await using var outside = await Outside.StartAsync();
        await using var floor = await Peer.StartAsync("bare Kestrel (floor)", outside, Own(PeerHosts.Floor));
        await using var sdk = await Peer.StartAsync("our SDK", outside, Own(PeerHosts.Sdk));
        await using var product = await Peer.StartAsync("our SDK in the whole product", outside, Own(PeerHosts.Product));
        await using var javaScript = await Peer.StartAsync("JavaScript SDK 4.23.3", outside, JavaScript);
        Peer[] peers = [floor, sdk, product, javaScript];
        foreach (var peer in peers)
        {
            await peer.TalkAsync(WarmUp);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var peer in peers)
            {
                peer.Rounds.Add(await peer.TalkAsync(conversations));
            }
        }

        foreach (var peer in peers)
        {
            await peer.LeaveOpenAsync(Open);
        }

        Console.WriteLine($"| host | CPU a turn | × floor | turns/s | p50 | p99 | ready | {Open} open |\n|---|---|---|---|---|---|---|---|");
        foreach (var peer in peers)
        {
            Console.WriteLine(Row(peer, floor));
        }

        Console.WriteLine($"Medians of {rounds} rounds of {conversations * WaterfallBot.Steps} turns, 16 at a time, {Environment.ProcessorCount} cores shared with the driver; load average {(await File.ReadAllTextAsync("/proc/loadavg"))[..14]}");
    }

    private static string Row(Peer peer, Peer floor)
    {
        var processor = Median(peer, round => round.Processor.TotalMilliseconds);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {peer.Name} | {processor:F2} ms | {processor / Median(floor, round => round.Processor.TotalMilliseconds):F1} | {Median(peer, round => round.TurnsPerSecond):F0} | "
            + $"{Median(peer, round => round.P50):F1} ms | {Median(peer, round => round.P99):F1} ms | {peer.Host.Ready.TotalSeconds:F2} s | {peer.Memory >> 20} MiB |");
    }

    private static double Median(Peer peer, Func<PeerRound, double> of) => peer.Rounds.Select(of).Order().ElementAt(peer.Rounds.Count / 2);

    private static Func<Uri, (string Program, string[] Arguments)> Own(string host) =>
        address => ("dotnet", [Path.Combine(AppContext.BaseDirectory, "SsprBot.Bench.dll"), "serve", host, address.AbsoluteUri]);

    private static (string Program, string[] Arguments) JavaScript(Uri address) => ("node", [Path.Combine(Packages, "peer.mjs"), address.Port.ToString(CultureInfo.InvariantCulture)]);

    private static string Packages => Path.Combine(s_here, "..", "obj", "peers");

    // What is compared with comes from npm, pinned by hash, when it is measured; nothing of it is committed.
    private static async Task InstallAsync()
    {
        Directory.CreateDirectory(Packages);
        foreach (var file in (string[])["package.json", "package-lock.json", ".npmrc", "peer.mjs"])
        {
            File.Copy(Path.Combine(s_here, file), Path.Combine(Packages, file), overwrite: true);
        }

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]) { WorkingDirectory = Packages })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode is not 0)
        {
            throw new InvalidOperationException("The JavaScript SDK could not be installed.");
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
