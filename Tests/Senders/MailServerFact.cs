using Xunit;

namespace SsprBot.Senders;

/// <summary>A test with a real mail server; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MailServerFactAttribute : FactAttribute
{
    public MailServerFactAttribute() => Skip = MailServer.Missing;
}

/// <inheritdoc cref="MailServerFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MailServerTheoryAttribute : TheoryAttribute
{
    public MailServerTheoryAttribute() => Skip = MailServer.Missing;
}
