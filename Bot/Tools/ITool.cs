using SsprBot.Settings;

namespace SsprBot.Tools;

/// <summary>What the product does instead of serving people, when it is started with its words.</summary>
internal interface ITool
{
    /// <summary>What could not be found out.</summary>
    const int NotFoundOut = 2;

    /// <summary>What the command line begins with.</summary>
    string Words { get; }

    /// <summary>What it is for, in one line.</summary>
    string Purpose { get; }

    /// <param name="services">Of the product, which is not started.</param>
    /// <param name="words">What follows its own words.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <returns>The exit code: 0 when all is well, 1 when it is not, <see cref="NotFoundOut"/>.</returns>
    Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output);

    /// <summary>The settings do not allow a start.</summary>
    Task<int> RefusedAsync(IReadOnlyList<string> faults, IReadOnlyList<string> words, TextWriter output)
    {
        HostSettings.Say(faults);
        return Task.FromResult(NotFoundOut);
    }

    /// <summary>The product, or what it needs, is broken.</summary>
    async Task<int> BrokenAsync(string why, IReadOnlyList<string> words, TextWriter output)
    {
        await output.WriteLineAsync(why);
        return NotFoundOut;
    }
}
