using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CsCheck;
using SsprBot.Host;

namespace SsprBot.Sdk;

/// <summary>One of a few.</summary>
internal static class Any
{
    public static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}

/// <summary>Twilio's own library for Node.js.</summary>
internal static class TwilioOracle
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <returns>An answer to each question, in their order.</returns>
    public static async Task<IReadOnlyList<JsonNode?>> AskAsync(IReadOnlyList<object> questions)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(BotProcess.Root, "Tests", "Sdk", "oracle.cjs"), NpmPackages.Folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        var answers = ReadAsync(node.StandardOutput);
        foreach (var question in questions)
        {
            await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question, Plain));
        }

        node.StandardInput.Close();
        return await answers;
    }

    private static async Task<IReadOnlyList<JsonNode?>> ReadAsync(StreamReader lines)
    {
        var answers = new List<JsonNode?>();
        while (await lines.ReadLineAsync() is { } line)
        {
            answers.Add(JsonNode.Parse(line));
        }

        return answers;
    }
}
