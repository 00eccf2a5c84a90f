using System.Text.Json.Serialization;

namespace SsprBot.Domain;

/// <summary>Whose account it is, and how it looked when the visit began.</summary>
/// <param name="PasswordSetAt">A change since means that somebody else set a password.</param>
/// <param name="Contacts">A keyed hash of all contact points.</param>
/// <param name="Generation">Each success on the account ends all sessions of the generation before.</param>
/// <param name="Enrolled">The contact points that were registered with the bot then, so that a turn need not read them again.</param>
public sealed record Subject(
    string AccountId, DateTimeOffset PasswordSetAt, string Contacts, int Generation, bool Locked, IReadOnlyList<EnrolledContact> Enrolled)
{
    /// <summary>As far as destinations go.</summary>
    [JsonIgnore]
    public Enrolment Enrolment => Enrolment.None with { Contacts = Enrolled };
}
