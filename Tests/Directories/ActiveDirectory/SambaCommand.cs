using System.Diagnostics;
using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>Runs Samba's and OpenLDAP's own tools.</summary>
internal static class SambaCommand
{
    /// <param name="variables">What is set in its environment, besides the path.</param>
    /// <param name="input">What it reads.</param>
    /// <returns>How it ended and all that it wrote.</returns>
    public static async Task<(int Code, string Output)> TryAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, string input = "")
    {
        using var process = Process.Start(Start(file, arguments, variables))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <inheritdoc cref="TryAsync"/>
    public static async Task<string> RunAsync(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, string input = "")
    {
        var (code, output) = await TryAsync(file, arguments, variables, input);
        Assert.True(code == 0, $"{file} ended with {code}:\n{output}");
        return output;
    }

    public static ProcessStartInfo Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

        // The tools are scripts for the system's own Python, whichever comes first elsewhere.
        start.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
