namespace SsprBot.Domain;

public enum ContactKind { AlternateEmail, AuthenticationEmail, MobilePhone, AuthenticationPhone, OfficePhone }

/// <summary>Where a person can be reached.</summary>
/// <param name="Value">A mail address, or a phone number in E.164 (<c>+14255550100</c>).</param>
public sealed record ContactPoint(ContactKind Kind, string Value)
{
    public bool IsPhone => Kind is ContactKind.MobilePhone or ContactKind.AuthenticationPhone or ContactKind.OfficePhone;

    public override string ToString() => $"({Kind})";
}
