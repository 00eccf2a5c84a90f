using System.ComponentModel.DataAnnotations;

namespace SsprBot.Domain;

public enum Baseline { Entra, Nist }

public enum BotCheck { Captcha, ProofOfWork, None }

public enum EnabledFor { All, Groups, Nobody }

public enum AdministratorPolicy { Excluded, TwoGates }

/// <summary>What the administrator allows and requires. Made by <see cref="For"/>; the settings change single values.</summary>
public sealed record Policy
{
    /// <summary>Whose rules hold where nothing else is set: what Entra ID does, or NIST SP 800-63B-4.</summary>
    public Baseline Baseline { get; init; }

    /// <summary>Who may use self-service.</summary>
    public EnabledFor Enabled { get; init; } = EnabledFor.All;

    /// <summary>The groups that may use self-service when it is enabled for groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What holds for privileged accounts: they are left out, or always need two gates, without questions.</summary>
    public AdministratorPolicy Administrators { get; init; }

    /// <summary>On anonymous channels an unknown or unusable user ID looks like any other.</summary>
    public bool HideAccounts { get; init; } = true;

    /// <summary>How somebody shows on an anonymous channel that no program is asking.</summary>
    public BotCheck BotCheck { get; init; }

    /// <summary>What holds for the people of single groups instead; the first group that an account is in wins. See <see cref="Eligibility.PolicyFor"/>.</summary>
    public IReadOnlyList<GroupPolicy> ForGroups { get; init; } = [];

    /// <summary>How many proofs a reset or unlock needs.</summary>
    [Range(1, 2)]
    public int Gates { get; init; } = 2;

    /// <summary>The methods that may be used, in the order they are offered; empty means all.</summary>
    public IReadOnlyList<GateMethod> Methods { get; init; } = [];

    /// <summary>What is switched off at this moment, whatever the methods are; see <see cref="Switches"/>.</summary>
    public IReadOnlyList<VerificationMethod> MethodsOff { get; internal init; } = [];

    /// <summary>Contact points that the directory holds count as the person's own.</summary>
    public bool DirectoryContacts { get; init; } = true;

    /// <summary>How long after it was registered a way to prove who one is begins to count.</summary>
    public TimeSpan CoolingOff { get; init; } = TimeSpan.Zero;

    public QuestionPolicy Questions { get; init; } = new();

    /// <summary>A locked account can be unlocked without a new password.</summary>
    public bool UnlockAlone { get; init; } = true;

    /// <summary>How many ways to prove who one is a person should register.</summary>
    [Range(1, 5)]
    public int MethodsToRegister { get; init; } = 2;

    /// <summary>After how many days a person is asked whether what is registered is still right; 0 never asks.</summary>
    [Range(0, 730)]
    public int ReconfirmDays { get; init; } = 180;

    /// <summary>How many digits a texted or spoken code has.</summary>
    [Range(4, 10)]
    public int SmsCodeDigits { get; init; } = 6;

    /// <summary>How many digits a mailed code has.</summary>
    [Range(4, 10)]
    public int MailCodeDigits { get; init; } = 6;

    /// <summary>How long a texted or spoken code is good.</summary>
    public TimeSpan SmsCodeLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a mailed code is good.</summary>
    public TimeSpan MailCodeLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Wrong tries that burn one code.</summary>
    [Range(1, 10)]
    public int CodeTries { get; init; } = 3;

    /// <summary>How long one visit may take.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long before its end a session's owner is warned.</summary>
    public TimeSpan SessionWarning { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How much longer it may take when its owner asks for more time, once.</summary>
    public TimeSpan SessionExtension { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a link to the secure page is good.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a password may be tried on the secure page before the session ends.</summary>
    [Range(1, 10)]
    public int PasswordTries { get; init; } = 5;

    /// <summary>How long one picture may be looked at.</summary>
    public TimeSpan CaptchaLifetime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Leading zero bits that a proof of work needs.</summary>
    [Range(8, 21)]
    public int ProofOfWorkBits { get; init; } = 16;

    public Limits Limits { get; init; } = new();

    public SpendingPolicy Spending { get; init; } = new();

    public PasswordRuleSet Passwords { get; init; } = PasswordRuleSet.Entra;

    /// <summary>The ids of floors that are knowingly undercut, such as <c>D-01</c>.</summary>
    public IReadOnlyList<string> AcceptedRisks { get; init; } = [];

    public static Policy For(Baseline baseline) => baseline is Baseline.Nist
        ? new Policy
        {
            Baseline = Baseline.Nist,
            MailCodeDigits = 8,
            MailCodeLifetime = TimeSpan.FromMinutes(10),
            DirectoryContacts = false,
            CoolingOff = TimeSpan.FromHours(72),
            Passwords = PasswordRuleSet.Nist,
        }
        : new Policy();

    /// <summary>Security questions may be a gate: NIST SP 800-63B-4 §3.1.1.2 knows no such thing.</summary>
    public bool AsksQuestions => Questions.Enabled && Baseline is not Baseline.Nist;

    /// <summary>This policy as it holds for the people of a group.</summary>
    public Policy With(GroupPolicy group) => this with
    {
        ForGroups = [],
        Methods = group.Methods.Count > 0 ? group.Methods : Methods,
        Gates = group.Gates ?? Gates,
        Questions = Questions with { Enabled = group.AsksQuestions ?? Questions.Enabled },
        DirectoryContacts = group.DirectoryContacts ?? DirectoryContacts,
    };

    public int CodeDigits(VerificationMethod method) => method is VerificationMethod.EmailCode ? MailCodeDigits : SmsCodeDigits;

    public TimeSpan CodeLifetime(VerificationMethod method) => method is VerificationMethod.EmailCode ? MailCodeLifetime : SmsCodeLifetime;
}

/// <summary>What holds for the people of one group in place of the policy's own values; what is not given is as in the policy.</summary>
public sealed record GroupPolicy
{
    /// <summary>The group's name, as <see cref="Account.Groups"/> has it; upper and lower case are the same.</summary>
    public string Group { get; init; } = "";

    /// <inheritdoc cref="Policy.Methods"/>
    public IReadOnlyList<GateMethod> Methods { get; init; } = [];

    /// <summary>1 or 2; privileged accounts have their own rule.</summary>
    public int? Gates { get; init; }

    /// <summary>Security questions may be a gate.</summary>
    public bool? AsksQuestions { get; init; }

    /// <inheritdoc cref="Policy.DirectoryContacts"/>
    public bool? DirectoryContacts { get; init; }

    /// <summary>What is out of range, one sentence for the administrator each; empty when all is well.</summary>
    /// <param name="before">The groups that win over this one.</param>
    public IReadOnlyList<string> Problems(IEnumerable<GroupPolicy> before) =>
    [
        .. Problem.Unless(Group.Length > 0, $"{nameof(Group)} must name a group."),
        .. Problem.Unless(!before.Any(other => other.Group.Equals(Group, StringComparison.OrdinalIgnoreCase)), $"{nameof(Group)} {Group} stands there twice; the second never wins."),
        .. Problem.Unless(Gates is null or 1 or 2, $"{nameof(Gates)} must be 1 or 2, not {Gates}."),
    ];
}

/// <summary>What the administrator allows of security questions.</summary>
public sealed record QuestionPolicy
{
    private const int MostOwn = 20;
    private const int LongestOwn = 200;

    /// <summary>Security questions are a way to prove who one is; never for administrators, and never in the baseline <c>Nist</c>.</summary>
    public bool Enabled { get; init; }

    /// <summary>How many a person registers, 3 to 5.</summary>
    public int Registered { get; init; } = 5;

    /// <summary>How many are asked at a gate, 3 to 5; never more than are registered.</summary>
    public int Asked { get; init; } = 3;

    /// <summary>The organisation's own questions, at most 20, each at most 200 characters.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>What is out of range, one sentence for the administrator each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Problem.Unless(Registered is >= 3 and <= 5, $"{nameof(Registered)} must be 3 to 5, not {Registered}."),
        .. Problem.Unless(Asked >= 3 && Asked <= Registered, $"{nameof(Asked)} must be 3 to {nameof(Registered)} ({Registered}), not {Asked}."),
        .. Problem.Unless(Own.Count <= MostOwn, $"{nameof(Own)} may hold {MostOwn} questions, not {Own.Count}."),
        .. Problem.Unless(Own.All(question => question.Trim().Length is >= 1 and <= LongestOwn), $"{nameof(Own)}: a question must have 1 to {LongestOwn} characters."),
    ];
}

internal static class Problem
{
    public static IEnumerable<string> Unless(bool fine, string problem) => fine ? [] : [problem];
}

/// <summary>How much is allowed before it is too much. Counted on the account and on the sender, never on a code.</summary>
public sealed record Limits
{
    /// <summary>Failed proofs by one method within an hour.</summary>
    [Range(1, 30)]
    public int FailuresPerMethod { get; init; } = 5;

    /// <summary>Failed proofs on one account within 24 hours.</summary>
    [Range(1, 30)]
    public int FailuresPerAccount { get; init; } = 5;

    /// <summary>Failed proofs on all accounts together within 10 minutes, as one instance hears them; until they are fewer, mailed and texted codes have two digits more.</summary>
    [Range(1, 10_000)]
    public int FailuresOverAll { get; init; } = 60;

    /// <summary>Mails to one account within 10 minutes; then none for 24 hours.</summary>
    [Range(1, 30)]
    public int Mails { get; init; } = 10;

    /// <summary>Texts to one account within 24 hours.</summary>
    [Range(1, 30)]
    public int Texts { get; init; } = 5;

    /// <summary>Calls to one account within 24 hours.</summary>
    [Range(1, 30)]
    public int Calls { get; init; } = 5;

    /// <summary>Codes or calls that one session may ask for by one method.</summary>
    [Range(1, 10)]
    public int CodesPerSession { get; init; } = 5;

    /// <summary>Sessions on one account that get as far as a question within an hour, and twice as many within 24 hours.</summary>
    [Range(1, 10_000)]
    public int StartsPerAccount { get; init; } = 5;

    /// <summary>Sessions begun by one sender within 10 minutes.</summary>
    [Range(1, 10_000)]
    public int StartsPerSender { get; init; } = 10;

    /// <summary>Different user IDs tried by one sender within an hour.</summary>
    [Range(1, 10_000)]
    public int UserIdsPerSender { get; init; } = 20;

    /// <summary>Wrong current passwords on one account within an hour; after that the directory is not asked.</summary>
    [Range(1, 5)]
    public int WrongPasswordsPerHour { get; init; } = 3;

    /// <summary>Wrong current passwords on one account within 24 hours.</summary>
    [Range(1, 10)]
    public int WrongPasswordsPerDay { get; init; } = 5;

    /// <summary>Passwords reset on one account within 24 hours, and three times as many within seven days.</summary>
    [Range(1, 10_000)]
    public int ResetsPerAccount { get; init; } = 1;
}

/// <summary>How much may be spent on texts and calls before somebody may be earning by them. What is over is not sent, and nobody can see it.</summary>
public sealed record SpendingPolicy
{
    /// <summary>The countries (two letters, ISO 3166) that anything is sent to; empty for the organisation's own region.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>Texts to one number within 24 hours, whoever asks.</summary>
    [Range(1, 100)]
    public int TextsPerNumber { get; init; } = 5;

    /// <summary>Calls to one number within 24 hours, whoever asks.</summary>
    [Range(1, 100)]
    public int CallsPerNumber { get; init; } = 4;

    /// <summary>Texts and calls within an hour to numbers that differ in their last four digits only.</summary>
    [Range(1, 10_000)]
    public int PerPrefixAndHour { get; init; } = 5;

    /// <summary>As <see cref="PerPrefixAndHour"/>, within 24 hours.</summary>
    [Range(1, 10_000)]
    public int PerPrefixAndDay { get; init; } = 10;

    /// <summary>Texts and calls to one country within an hour.</summary>
    [Range(1, 10_000)]
    public int PerCountryAndHour { get; init; } = 50;

    /// <summary>Texts of the whole organisation within an hour.</summary>
    [Range(1, 10_000)]
    public int TextsPerHour { get; init; } = 200;

    /// <summary>Texts of the whole organisation within 24 hours.</summary>
    [Range(1, 10_000)]
    public int TextsPerDay { get; init; } = 1000;

    /// <summary>Calls of the whole organisation within an hour.</summary>
    [Range(1, 10_000)]
    public int CallsPerHour { get; init; } = 50;

    /// <summary>Calls of the whole organisation within 24 hours.</summary>
    [Range(1, 10_000)]
    public int CallsPerDay { get; init; } = 200;

    /// <summary>How many of the last codes to a prefix or country within an hour are judged together.</summary>
    [Range(10, 1000)]
    public int JudgedCodes { get; init; } = 40;

    /// <summary>When fewer percent of them were used, nothing is sent there for an hour.</summary>
    [Range(0, 100)]
    public int LeastUsedPercent { get; init; } = 25;
}
