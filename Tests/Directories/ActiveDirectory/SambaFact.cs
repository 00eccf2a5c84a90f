using Xunit;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>A test with a real domain controller; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SambaFactAttribute : FactAttribute
{
    public SambaFactAttribute() => Skip = SambaServer.Missing;
}

/// <inheritdoc cref="SambaFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SambaTheoryAttribute : TheoryAttribute
{
    public SambaTheoryAttribute() => Skip = SambaServer.Missing;
}
