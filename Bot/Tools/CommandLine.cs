using Microsoft.Extensions.Options;
using SsprBot.Storage;

namespace SsprBot.Tools;

/// <summary>A command line that begins with words: a tool, and settings behind it.</summary>
internal sealed class CommandLine
{
    private const int NotFoundOut = 2;

    private static readonly ITool[] All = [new AuditVerify(), new KeysRevoke(), new TeamsPackage()];

    private readonly string[] _words;
    private readonly string[] _settings;

    private CommandLine(string[] args)
    {
        // A path may follow a word.
        _words = [.. args.TakeWhile((argument, place) => IsWord(argument) || (place > 0 && argument is ['/', ..] && !argument.Contains('=', StringComparison.Ordinal)))];
        _settings = args[_words.Length..];
    }

    /// <returns>Null when it has settings alone: then the product starts.</returns>
    public static CommandLine? In(string[] args) => args is [var first, ..] && IsWord(first) ? new CommandLine(args) : null;

    /// <param name="build">Builds the product from its settings; null when they do not allow it, which was said.</param>
    /// <param name="output">Where answers go.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<string[], WebApplication?> build, TextWriter output)
    {
        if (All.FirstOrDefault(one => _words.Take(WordsOf(one).Length).SequenceEqual(WordsOf(one))) is not { } tool)
        {
            await output.WriteLineAsync($"There is no tool {string.Join(' ', _words)}. There are:\n{string.Join('\n', All.Select(one => $"  {one.Words}  {one.Purpose}"))}");
            return NotFoundOut;
        }

        try
        {
            await using var product = build(_settings);
            return product is null ? NotFoundOut : await tool.RunAsync(product.Services, _words[WordsOf(tool).Length..], output);
        }
        catch (Exception accident) when (accident is InvalidOperationException or OptionsValidationException or StorageDownException or RecordDamagedException)
        {
            await output.WriteLineAsync(accident.Message);
            return NotFoundOut;
        }
    }

    private static string[] WordsOf(ITool tool) => tool.Words.Split(' ');

    private static bool IsWord(string argument) => argument.Length > 0 && argument[0] is not ('-' or '/') && !argument.Contains('=', StringComparison.Ordinal);
}
