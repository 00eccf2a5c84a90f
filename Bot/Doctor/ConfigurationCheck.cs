using Microsoft.Extensions.Options;
using SsprBot.Domain;

namespace SsprBot.Doctor;

/// <summary>Whether the host starts with these settings, and which risks were accepted. What keeps it from even being built is found before.</summary>
internal sealed class ConfigurationCheck(IStartupValidator validator, IHostEnvironment environment, Policy policy) : ICheck
{
    public const string HowToMend = "The host does not start with it: mend the setting.";

    public Task LookAsync(Findings findings, CancellationToken ct)
    {
        var faults = Faults();
        foreach (var fault in faults)
        {
            findings.Fault(fault, HowToMend);
        }

        foreach (var risk in PolicyFloors.All(policy))
        {
            findings.Warning($"The risk {risk.Id} is accepted. {risk.Message}", $"Give the setting a stronger value, and take {risk.Id} out of Policy:AcceptedRisks.");
        }

        if (faults.Count == 0)
        {
            findings.Ok($"The host starts with these settings, in {environment.EnvironmentName}.");
        }

        return Task.CompletedTask;
    }

    private IReadOnlyList<string> Faults()
    {
        try
        {
            validator.Validate();
            return [];
        }
        catch (OptionsValidationException one)
        {
            return [.. one.Failures];
        }
        catch (AggregateException several)
        {
            return [.. several.InnerExceptions.SelectMany(one => one is OptionsValidationException { Failures: var failures } ? failures : [one.Message])];
        }
    }
}
