namespace SsprBot.Domain;

/// <summary>Who the new password is for, and where it goes.</summary>
/// <param name="UserId">The user ID: <c>jdoe</c>, <c>CONTOSO\jdoe</c> or <c>jdoe@contoso.com</c>; what follows the @ is not the person's name.</param>
/// <param name="DisplayName">The full name, or empty.</param>
/// <param name="Mails">The person's mail addresses; only what stands before the @ counts.</param>
/// <param name="Directory">What the directory asks on top.</param>
public sealed record PasswordContext(string UserId, string DisplayName, IReadOnlyList<string> Mails, DirectoryRules Directory)
{
    public override string ToString() => "(password context)";
}
