namespace SsprBot.Pages.Dev;

/// <summary>One of the people of the demo organisation, as the developer's pages list them.</summary>
/// <param name="Situation">What this person shows, in one line.</param>
/// <param name="Password">The password that signs them in at this moment.</param>
public sealed record DemoPerson(string UserId, string DisplayName, string Situation, string Password, IReadOnlyList<DemoContact> ContactPoints);

/// <param name="Kind">Such as <c>mobilePhone</c>.</param>
public sealed record DemoContact(string Kind, string Value);

/// <summary>The people of the demo directory.</summary>
public interface IDemoPeople
{
    IReadOnlyList<DemoPerson> All { get; }

    /// <summary>Whether user ID and password would sign in; nothing is counted and nobody is locked out.</summary>
    bool TrySignIn(string userId, string password);
}
