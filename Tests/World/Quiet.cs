using Xunit;

namespace SsprBot.World;

/// <summary>Tests that run when no other does: they use a clock, or hear whatever happens in this process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Quiet
{
    public const string Name = "quiet";
}
