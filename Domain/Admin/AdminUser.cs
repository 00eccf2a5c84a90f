namespace SsprBot.Domain;

public enum AdminRole { HelpDesk, Administrator }

/// <summary>What can be done in the admin area.</summary>
public enum AdminRight
{
    SeeActivity,
    Export,
    SeeCoverage,
    SeeThrottled,
    Release,
    AskAboutAccount,
    AskAboutPolicy,
    SeePolicy,
    Switch,
    VerifyAudit,
}

/// <summary>Somebody of the help desk or an administrator, signed in to the admin area.</summary>
/// <param name="Id">What the sign-in calls this person for good; it is kept and logged as a pseudonym only.</param>
public sealed record AdminUser(string Id, AdminRole Role)
{
    /// <summary>The channel of what is done in the admin area, in the audit.</summary>
    public const string Channel = "admin";

    private static readonly AdminRight[] s_ofHelpDesk =
    [
        AdminRight.SeeActivity, AdminRight.SeeCoverage, AdminRight.SeeThrottled, AdminRight.Release, AdminRight.AskAboutAccount,
    ];

    /// <summary>An administrator may do everything; the help desk sees who needs help, and releases.</summary>
    public bool May(AdminRight right) => Role is AdminRole.Administrator || s_ofHelpDesk.Contains(right);

    public override string ToString() => $"({Role})";
}
