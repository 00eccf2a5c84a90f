using Azure.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SsprBot.Storage;

namespace SsprBot.Doctor;

/// <summary>Makes and runs one check after the other. One that fails, or takes too long, keeps no other from its turn.</summary>
internal sealed class Round(TimeProvider time)
{
    /// <param name="name">Of the check.</param>
    /// <param name="make">Makes it; what it needs may be broken.</param>
    /// <param name="tell">Called for each finding at once.</param>
    public async Task LookAsync(string name, Func<ICheck> make, Action<Finding> tell)
    {
        var findings = new Findings(name, tell);
        try
        {
            var check = make();
            using var limit = new CancellationTokenSource(check.Limit, time);
            await check.LookAsync(findings, limit.Token).WaitAsync(check.Limit, time);
        }
        catch (Exception late) when (late is OperationCanceledException or TimeoutException)
        {
            findings.Unknown("It took too long.", "See what it waits for: the network on the way there, or a server that does not answer.");
        }
        catch (Exception broken) when (broken is StorageDownException or SqliteException or AuthenticationFailedException)
        {
            findings.Fault("The storage did not do what it was asked.", "Mend what the check of the storage says.");
        }
        catch (RecordDamagedException damaged)
        {
            findings.Fault(damaged.Message, "Restore the records, the key ring and the peppers together from one backup.");
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or OptionsValidationException)
        {
            findings.Unknown(wrong.Message, "Mend this first, then ask again.");
        }
        catch (Exception accident) when (accident is not OutOfMemoryException)
        {
            findings.Unknown($"It failed with a {accident.GetType().Name}.", "Ask again; the log, on the error stream, says more.");
        }
    }
}
