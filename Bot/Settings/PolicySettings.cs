using System.ComponentModel.DataAnnotations;
using SsprBot.Domain;

namespace SsprBot.Settings;

/// <summary>Reads the section <c>Policy</c> over its baseline.</summary>
public static class PolicySettings
{
    private const string Section = "Policy";

    /// <summary>The policy, and one sentence for each fault in it.</summary>
    public static (Policy Policy, IReadOnlyList<string> Faults) Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var policy = Policy.For(Baseline.Entra);
        try
        {
            policy = Policy.For(section.GetValue(nameof(Policy.Baseline), Baseline.Entra));
            policy = policy with { Passwords = policy.Passwords with { Organisation = configuration["Organisation:Name"] ?? new OrganisationSettings().Name } };
            section.Bind(policy);
        }
        catch (InvalidOperationException unreadable)
        {
            return (policy, [unreadable.Message]);
        }

        return (policy, [.. Ranges(policy, Section), .. Ranges(policy.Limits, $"{Section}:{nameof(Policy.Limits)}"), .. Ranges(policy.Spending, $"{Section}:{nameof(Policy.Spending)}"), .. Rules(policy), .. Floors(policy)]);
    }

    /// <summary>One sentence for each value that is outside the limits of its attribute.</summary>
    public static IEnumerable<string> Ranges(object settings, string section)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), results, validateAllProperties: true);
        return results.Select(result => $"{section}: {result.ErrorMessage}");
    }

    private static IEnumerable<string> Rules(Policy policy) =>
    [
        .. policy.Passwords.Problems().Select(problem => $"{Section}:{nameof(Policy.Passwords)}:{problem}"),
        .. policy.Questions.Problems().Select(problem => $"{Section}:{nameof(Policy.Questions)}:{problem}"),
        .. policy.ForGroups.SelectMany((group, place) =>
            group.Problems(policy.ForGroups.Take(place)).Select(problem => $"{Section}:{nameof(Policy.ForGroups)}:{place}:{problem}")),
    ];

    private static IEnumerable<string> Floors(Policy policy) =>
        PolicyFloors.Check(policy).Select(fault => $"{fault.Message} To accept this risk add {fault.Id} to {Section}:{nameof(Policy.AcceptedRisks)}.");
}
