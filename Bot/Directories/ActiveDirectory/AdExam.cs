using SsprBot.Doctor;

namespace SsprBot.Directories.ActiveDirectory;

/// <summary>What a domain's warnings mean, and how to mend them.</summary>
internal static class AdExam
{
    public static void Tell(Findings findings, IReadOnlyList<AdWarning> warnings)
    {
        if (!warnings.Contains(AdWarning.PolicyNotReadable))
        {
            findings.Ok("The password policy of the domain can be read.");
        }

        foreach (var warning in warnings)
        {
            switch (warning)
            {
                case AdWarning.NoHistoryOnReset:
                    findings.Warning(
                        "The domain controller cannot compare a password that is reset with those before.", "Take domain controllers of Windows Server 2012 or later; RequireHistory then keeps it so.");
                    break;

                case AdWarning.PolicyNotReadable:
                    findings.Warning("The service account may not read the password policy of the domain.", "Give it the right to read the domain object.");
                    break;

                default:
                    findings.Warning(
                        "A group of PrivilegedGroups was not found, so everybody counts as an administrator.", "Correct its name: it is the account name of a security group that the service account may read.");
                    break;
            }
        }
    }
}
