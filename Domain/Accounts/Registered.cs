namespace SsprBot.Domain;

/// <summary>What a person can register with the bot.</summary>
public enum RecoveryOption { AuthenticationPhone, AuthenticationEmail, AuthenticatorApp, SecurityQuestions }

public static class RecoveryOptions
{
    /// <returns>Null for what reaches nobody.</returns>
    public static ContactKind? Contact(this RecoveryOption option) => option switch
    {
        RecoveryOption.AuthenticationPhone => ContactKind.AuthenticationPhone,
        RecoveryOption.AuthenticationEmail => ContactKind.AuthenticationEmail,
        _ => null,
    };
}

/// <param name="Hint">Enough for the owner to know it again, such as <c>***01</c> or <c>a***.net</c>; empty where there is nothing to show.</param>
public sealed record RegisteredOption(RecoveryOption Option, string Hint);

/// <summary>What is registered, as its owner may see it.</summary>
/// <param name="Offered">What this person may register.</param>
/// <param name="Missing">How many more ways to prove who one is the policy asks for.</param>
/// <param name="ReconfirmDue">It is time to ask whether all of it is still right.</param>
public sealed record Registered(IReadOnlyList<RegisteredOption> Options, IReadOnlyList<RecoveryOption> Offered, int Missing, bool ReconfirmDue)
{
    public static Registered Of(Account account, Policy policy, DateTimeOffset now) => new(
        [.. Enum.GetValues<RecoveryOption>().Where(account.Enrolment.Holds).Select(option => new RegisteredOption(option, HintOf(account.Enrolment, option)))],
        [.. Enum.GetValues<RecoveryOption>().Where(option => Eligibility.MayRegister(account, option, policy))],
        Math.Max(0, policy.MethodsToRegister - Eligibility.WaysOf(account, policy)),
        policy.ReconfirmDays > 0 && account.Enrolment.ConfirmedAt is { } at && now - at >= TimeSpan.FromDays(policy.ReconfirmDays));

    private static string HintOf(Enrolment enrolment, RecoveryOption option) =>
        enrolment.Contacts.FirstOrDefault(contact => contact.Kind == option.Contact()) is { } contact ? HintOf(contact.Kind, contact.Value) : "";

    /// <summary>The last two digits of a number; the first letter and the top level of a mail address.</summary>
    public static string HintOf(ContactKind kind, string value) => kind is ContactKind.AuthenticationPhone
        ? $"***{value[^2..]}"
        : $"{value[0]}***{value[value.LastIndexOf('.')..]}";
}
