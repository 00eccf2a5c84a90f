using PhoneNumbers;

namespace SsprBot.Domain;

/// <summary>Phone numbers as people write them.</summary>
public static class WholeNumbers
{
    // ISO 3166: satellites and networks of no country have three digits in its place.
    private const int CountryCode = 2;

    /// <summary>Whether what was typed is the number on record: with or without country code, spaces, dashes or brackets.</summary>
    /// <param name="onRecord">E.164.</param>
    public static bool Matches(string typed, string onRecord)
    {
        var phones = PhoneNumberUtil.GetInstance();
        if (typed.Length > 40 || !TryParse(phones, onRecord, null, out var known) || !TryParse(phones, typed, phones.GetRegionCodeForNumber(known), out var said))
        {
            return false;
        }

        return phones.Format(said, PhoneNumberFormat.E164) == phones.Format(known, PhoneNumberFormat.E164);
    }

    /// <summary>A number that somebody wants to be reached at.</summary>
    /// <param name="region">The two-letter country of a number without a country code; null when every number needs one.</param>
    /// <returns>E.164, or null when nobody has such a number, or when a text to it costs extra.</returns>
    public static string? Read(string typed, string? region)
    {
        var phones = PhoneNumberUtil.GetInstance();
        return typed.Length <= 40 && typed.All(IsWritten) && TryParse(phones, typed, region, out var said)
            && IsOrdinary(phones, said)
                ? phones.Format(said, PhoneNumberFormat.E164)
                : null;
    }

    /// <summary>Somebody can have it, in a country, and a text or call to it costs what any does.</summary>
    internal static bool IsOrdinary(PhoneNumberUtil phones, PhoneNumber number) =>
        phones.IsValidNumber(number)
        && phones.GetRegionCodeForNumber(number).Length == CountryCode
        && phones.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE or PhoneNumberType.FIXED_LINE_OR_MOBILE;

    internal static bool TryParse(PhoneNumberUtil phones, string number, string? region, out PhoneNumber parsed)
    {
        try
        {
            parsed = phones.Parse(number, region);
            return true;
        }
        catch (NumberParseException)
        {
            parsed = new PhoneNumber();
            return false;
        }
    }

    // Letters would be read as keys of the phone; digits of other scripts as digits.
    private static bool IsWritten(char c) => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')' or '.' or '/' or (char)0xA0;
}
