namespace SsprBot.Pages.Dev;

/// <summary>One of the people of the demo organisation, as the developer's pages list them.</summary>
/// <param name="Situation">What this person shows, in one line.</param>
/// <param name="Password">The password that signs them in; empty once it was changed, for then only its hash is known.</param>
public sealed record DemoPerson(string UserId, string DisplayName, string Situation, string Password, IReadOnlyList<DemoContact> ContactPoints);

/// <param name="Kind">Such as <c>mobilePhone</c>.</param>
public sealed record DemoContact(string Kind, string Value);

/// <summary>The people of the demo directory.</summary>
public interface IDemoPeople
{
    Task<IReadOnlyList<DemoPerson>> ReadAsync(CancellationToken ct);

    /// <summary>Whether user ID and password would sign in; nothing is counted and nobody is locked out.</summary>
    Task<bool> TrySignInAsync(string userId, string password, CancellationToken ct);
}
