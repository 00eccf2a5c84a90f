using SsprBot.Doctor;

namespace SsprBot.Directories.OpenLdap;

/// <summary>What the service account should see, and how to mend it when it does not.</summary>
internal static class OpenLdapExam
{
    public static void Tell(Findings findings, (bool HasBase, PasswordPolicy Policy) seen)
    {
        if (!seen.HasBase)
        {
            findings.Fault("Base names no entry that the service account may read.", "Correct Base, or give the service account the right to read what is below it.");
        }

        if (seen.Policy == PasswordPolicy.None)
        {
            findings.Warning(
                "DefaultPolicy is not set: the rules of people without a policy of their own are not known.", "Name the policy that ppolicy_default names; leave it empty on a server without the overlay.");
        }
        else if (seen.Policy == PasswordPolicy.Unreadable)
        {
            findings.Fault("The service account may not read the policy that DefaultPolicy names.", "Correct DefaultPolicy, or give the service account the right to read the entry.");
        }
        else
        {
            findings.Ok("The default password policy can be read.");
        }
    }
}
