using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using SsprBot.Domain;

namespace SsprBot.Settings;

/// <summary>Where a value of the policy comes from.</summary>
public enum SourceKind { Default, Baseline, File, Environment, CommandLine, Other }

/// <param name="Path">Such as <c>Policy:Limits:Mails</c>.</param>
/// <param name="File">The file's name where it comes from one.</param>
public sealed record PolicyValue(string Path, string Value, SourceKind Kind, string File = "");

/// <summary>Every value of the policy as it holds, and where it comes from.</summary>
public static class PolicySources
{
    private const string Section = "Policy";

    private static readonly HashSet<string> s_computed = [nameof(Policy.AsksQuestions), nameof(Policy.MethodsOff), nameof(PasswordRuleSet.Organisation)];

    public static IReadOnlyList<PolicyValue> Of(Policy policy, IConfiguration configuration) =>
        [.. Values(policy, new Policy(), Section, configuration)];

    private static IEnumerable<PolicyValue> Values(object holds, object? byDefault, string section, IConfiguration configuration)
    {
        foreach (var property in holds.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting))
        {
            var (path, value) = ($"{section}:{property.Name}", property.GetValue(holds));
            var usual = byDefault is null ? null : property.GetValue(byDefault);
            if (value is null || IsPlain(value.GetType()))
            {
                yield return Of(path, Text(value), Text(usual), configuration);
            }
            else if (value is IEnumerable list)
            {
                foreach (var part in Listed([.. list.Cast<object>()], path, usual, configuration))
                {
                    yield return part;
                }
            }
            else
            {
                foreach (var inner in Values(value, usual, path, configuration))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<PolicyValue> Listed(object[] items, string path, object? usual, IConfiguration configuration) =>
        items.Length > 0 && !IsPlain(items[0].GetType())
            ? items.SelectMany((item, place) => Values(item, null, $"{path}:{place}", configuration))
            : [Of(path, Joined(items), usual is IEnumerable list ? Joined(list.Cast<object>()) : "", configuration)];

    private static PolicyValue Of(string path, string value, string byDefault, IConfiguration configuration) =>
        ProviderOf(path, configuration) switch
        {
            null => new PolicyValue(path, value, value == byDefault ? SourceKind.Default : SourceKind.Baseline),
            JsonConfigurationProvider { Source.Path: var file } => new PolicyValue(path, value, SourceKind.File, Path.GetFileName(file) ?? ""),
            EnvironmentVariablesConfigurationProvider => new PolicyValue(path, value, SourceKind.Environment),
            CommandLineConfigurationProvider => new PolicyValue(path, value, SourceKind.CommandLine),
            _ => new PolicyValue(path, value, SourceKind.Other),
        };

    // The last provider wins. A list is made of keys below its own.
    private static IConfigurationProvider? ProviderOf(string path, IConfiguration configuration) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any());

    private static bool IsSetting(PropertyInfo property) => property.GetIndexParameters().Length == 0 && property.CanWrite && !s_computed.Contains(property.Name);

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan);

    private static string Joined(IEnumerable<object> items) => string.Join(", ", items.Select(Text));

    private static string Text(object? value) => value switch
    {
        null => "",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
