using System.Security.Cryptography;
using SsprBot.Directories;
using SsprBot.Domain;
using SsprBot.Tools;

namespace SsprBot.Doctor;

/// <summary>Does to an account for tests what the bot does to accounts: whether the service account may shows nothing else as surely.</summary>
internal sealed class CanariesCheck(IReadOnlyList<NamedDirectory> directories, AdminLog log) : ICheck
{
    private const string Rights = "Give the service account the rights that deploymentTemplates names for this kind, also on this account.";

    public TimeSpan Limit => TimeSpan.FromSeconds(30 * directories.Count);

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        foreach (var named in directories)
        {
            await LookAsync(findings.Of(named.Name), named, ct);
        }
    }

    private async Task LookAsync(Findings findings, NamedDirectory named, CancellationToken ct)
    {
        if (named.Directory is not IExaminable)
        {
            findings.NotSetUp($"{named.Settings.Kind} needs none.");
        }
        else if (named.Settings.Canary.Length == 0)
        {
            findings.Warning(
                "Whether passwords may be reset was not tried.", $"Name an account for tests, which nobody uses, in Directories:{named.Name}:Canary: its password is reset and forgotten.");
        }
        else
        {
            await LookAsync(findings, named.Directory, await named.Directory.FindAsync(named.Settings.Canary, ct), ct);
        }
    }

    private async Task LookAsync(Findings findings, IDirectory directory, Found found, CancellationToken ct)
    {
        switch (found)
        {
            case Found.Unavailable:
                findings.Unknown("The directory did not answer.", "Mend what the check of the directory says.");
                break;

            case Found.One { Account.Privileged: true }:
                findings.Fault("The account that Canary names counts as an administrator, and was not touched.", "Name an ordinary account for tests.");
                break;

            case Found.One { Account: var account }:
                // What cannot be audited is not done.
                await log.NoteAsync(Operator.User, "canary-reset", ct, account.UserId);
                await ResetAsync(findings, directory, account, ct);
                Tell(findings, "unlocked", await directory.UnlockAsync(account, ct));
                break;

            default:
                findings.Fault("The account that Canary names was not found, or more than one was.", "Correct the user ID, or give the service account the right to read the account.");
                break;
        }
    }

    private static async Task ResetAsync(Findings findings, IDirectory directory, Account account, CancellationToken ct)
    {
        using var password = Password.From($"Aa1-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
        var written = await directory.SetPasswordAsync(account, password, ct);
        if (written is DirectoryWrite.Done && await directory.IsPasswordAsync(account, password, ct) is false)
        {
            findings.Fault("A password was reset, and is not the account's now.", "See whether another domain controller or a filter for passwords comes in between.");
        }
        else
        {
            Tell(findings, "reset", written);
        }
    }

    private static void Tell(Findings findings, string deed, DirectoryWrite written)
    {
        switch (written)
        {
            case DirectoryWrite.Done:
                findings.Ok($"Its account for tests was {deed}.");
                break;

            // A right that is missing has another name.
            case DirectoryWrite.Refused { Why: DirectoryRefusal.TooRecent or DirectoryRefusal.UsedBefore }:
                findings.Warning($"Its account for tests was not {deed}: the domain's rules do not let its password be set again so soon.", "Ask again when the least age of passwords is over.");
                break;

            case DirectoryWrite.Refused refused:
                findings.Fault($"Its account for tests was not {deed}: {refused.Why}.", Rights);
                break;

            default:
                findings.Unknown($"Whether its account for tests was {deed} is not known: {written.GetType().Name}.", "Ask again; the log, on the error stream, says more.");
                break;
        }
    }
}
