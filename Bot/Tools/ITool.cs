namespace SsprBot.Tools;

/// <summary>What the product does instead of serving people, when it is started with its words.</summary>
internal interface ITool
{
    /// <summary>What the command line begins with.</summary>
    string Words { get; }

    /// <summary>What it is for, in one line.</summary>
    string Purpose { get; }

    /// <param name="services">Of the product, which is not started.</param>
    /// <param name="words">What follows its own words.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <returns>The exit code: 0 when all is well, 1 when it is not. 2 is for what could not be found out.</returns>
    Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output);
}
