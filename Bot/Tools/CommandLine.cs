using Microsoft.Extensions.Options;
using SsprBot.Storage;

namespace SsprBot.Tools;

/// <summary>A command line that begins with words: a tool, and settings behind it.</summary>
internal sealed class CommandLine
{
    /// <summary>The only word with dashes: an answer for machines.</summary>
    public const string Json = "--json";

    // Answers alone go to the output.
    private const string LogsAside = "--Logging:Console:LogToStandardErrorThreshold=Trace";

    private static readonly ITool[] All = [new AuditVerify(), new DemoReset(), new DoctorTool(), new KeysRevoke(), new PolicyExplain(), new TeamsPackage()];

    private readonly string[] _words;
    private readonly string[] _settings;

    private CommandLine(string[] args)
    {
        // A path may follow a word.
        string[] words = [.. args.TakeWhile((argument, place) => IsWord(argument) || (place > 0 && argument is ['/', ..] && !argument.Contains('=', StringComparison.Ordinal)))];
        _words = [.. words, .. args.Where(argument => argument == Json)];
        _settings = [.. args[words.Length..].Where(argument => argument != Json), LogsAside];
    }

    /// <returns>Null when it has settings alone: then the product starts.</returns>
    public static CommandLine? In(string[] args) => args is [var first, ..] && IsWord(first) ? new CommandLine(args) : null;

    /// <param name="build">Builds the product from its settings, or says what is wrong with them.</param>
    /// <param name="output">Where answers go.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<string[], (WebApplication? Product, IReadOnlyList<string> Faults)> build, TextWriter output)
    {
        if (All.FirstOrDefault(one => _words.Take(WordsOf(one).Length).SequenceEqual(WordsOf(one))) is not { } tool)
        {
            await output.WriteLineAsync($"There is no tool {string.Join(' ', _words)}. There are:\n{string.Join('\n', All.Select(one => $"  {one.Words}  {one.Purpose}"))}");
            return ITool.NotFoundOut;
        }

        var words = _words[WordsOf(tool).Length..];
        try
        {
            var (product, faults) = build(_settings);
            await using var built = product;
            return product is null ? await tool.RefusedAsync(faults, words, output) : await tool.RunAsync(product.Services, words, output);
        }
        catch (OptionsValidationException wrong)
        {
            return await tool.RefusedAsync([.. wrong.Failures], words, output);
        }
        catch (Exception accident) when (accident is InvalidOperationException or StorageDownException or RecordDamagedException)
        {
            return await tool.BrokenAsync(accident.Message, words, output);
        }
    }

    private static string[] WordsOf(ITool tool) => tool.Words.Split(' ');

    private static bool IsWord(string argument) => argument.Length > 0 && argument[0] is not ('-' or '/') && !argument.Contains('=', StringComparison.Ordinal);
}
