using System.Diagnostics;
using System.Text.Json.Nodes;
using SsprBot.Host;

namespace SsprBot.Deployment;

/// <summary>The files of <c>deploymentTemplates</c>, and the programs that read them as their readers do.</summary>
internal static class Checks
{
    public static string Folder { get; } = Path.Combine(BotProcess.Root, "deploymentTemplates");

    public static string Find(string name) => Path.Combine(Folder, name);

    public static JsonObject Json(string name) => JsonNode.Parse(File.ReadAllText(Find(name)))!.AsObject();

    /// <summary>What a reader of this kind would refuse; of <c>documents</c> what they say.</summary>
    public static async Task<JsonArray> ReadAsync(string kind, string path)
    {
        var (output, errors) = await RunAsync("node", Path.Combine(BotProcess.Root, "Tests", "Deployment", "check.mjs"), kind, path, NpmPackages.Folder);
        return errors.Length == 0 ? JsonNode.Parse(output)!.AsArray() : throw new InvalidOperationException(errors);
    }

    public static async Task<(string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (output, await errors);
    }
}
