using PhoneNumbers;

namespace SsprBot.Domain;

/// <summary>Phone numbers as people write them.</summary>
public static class WholeNumbers
{
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

    private static bool TryParse(PhoneNumberUtil phones, string number, string? region, out PhoneNumber parsed)
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
}
