using PhoneNumbers;

namespace SsprBot.Domain;

/// <summary>Where a phone number belongs.</summary>
/// <param name="Country">Two letters (ISO 3166).</param>
/// <param name="Prefix">The number in E.164 without its last four digits.</param>
public sealed record PhoneArea(string Country, string Prefix)
{
    private const int Subscriber = 4;

    public override string ToString() => $"({Country})";

    /// <param name="number">E.164.</param>
    /// <returns>Null when nobody has such a number, or it is of a kind that pays whoever holds it: premium, shared cost, toll-free, satellite, VoIP.</returns>
    public static PhoneArea? Of(string number)
    {
        var phones = PhoneNumberUtil.GetInstance();
        return WholeNumbers.TryParse(phones, number, null, out var parsed)
            && WholeNumbers.IsOrdinary(phones, parsed)
                ? new PhoneArea(phones.GetRegionCodeForNumber(parsed), phones.Format(parsed, PhoneNumberFormat.E164)[..^Subscriber])
                : null;
    }
}
