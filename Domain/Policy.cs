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
