using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SsprBot.Network;

/// <summary>Servers of the system that end with the test host, whatever ends that.</summary>
internal static class Supervised
{
    // Its stdin is a pipe of the test host: at its end the server is stopped.
    private const string Script = "exec 3<&0; \"$@\" </dev/null & p=$!; (cat <&3 >/dev/null; kill $p 2>/dev/null) & wait $p";

    /// <summary>It is stopped by closing its input.</summary>
    public static Process Start(params IReadOnlyList<string> command) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", .. command]) { RedirectStandardInput = true })!;

    /// <summary>Stops one, waits for its end and disposes of it.</summary>
    public static async Task StopAsync(this Process running)
    {
        running.StandardInput.Close();
        await running.WaitForExitAsync();
        running.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
