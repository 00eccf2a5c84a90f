using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using SsprBot.Domain;
using SsprBot.Settings;
using Xunit;

namespace SsprBot.Deployment;

/// <summary>The policy reference says what the settings classes say. After a change: run once with UPDATE_POLICY=1 and commit the page.</summary>
public sealed partial class PolicyReferenceTests
{
    private const string Head = """
        # Policy

        Every setting of the section `Policy`, with its value in both baselines (`Policy:Baseline`). As an environment variable it is written with two underscores for each colon. A list
        is given item by item (`Policy:Methods:0`), a time as `hh:mm:ss`. This page is made from the settings classes.

        | setting | `Entra` | `Nist` | may be | what it is |
        |---|---|---|---|---|

        """;

    private static readonly XDocument Documentation = XDocument.Load(Path.ChangeExtension(typeof(Policy).Assembly.Location, ".xml"));

    [Fact]
    public void The_page_is_current()
    {
        var page = Page();
        if (Environment.GetEnvironmentVariable("UPDATE_POLICY") == "1")
        {
            File.WriteAllText(Checks.Find("policy.md"), page);
        }

        Assert.Equal(File.ReadAllText(Checks.Find("policy.md")), page);
    }

    [Fact]
    public void Every_setting_says_what_it_is() =>
        Assert.DoesNotContain(Values(Baseline.Entra), value => Summary(PropertyOf(value.Path)).Length == 0);

    private static string Page()
    {
        var nist = Values(Baseline.Nist).ToDictionary(value => value.Path, value => value.Value);
        return Head + string.Concat(Values(Baseline.Entra).Select(value =>
            $"| `{value.Path}` | {Shown(value.Value)} | {Shown(nist[value.Path])} | {Range(PropertyOf(value.Path))} | {Summary(PropertyOf(value.Path))} |\n"));
    }

    private static IReadOnlyList<PolicyValue> Values(Baseline baseline) => PolicySources.Of(Policy.For(baseline), new ConfigurationBuilder().Build());

    private static PropertyInfo PropertyOf(string path)
    {
        var names = path.Split(':')[1..];
        return names[1..].Aggregate(typeof(Policy).GetProperty(names[0])!, (property, name) => property.PropertyType.GetProperty(name)!);
    }

    private static string Shown(string value) => value.Length == 0 ? "–" : $"`{value}`";

    private static string Range(PropertyInfo property) => property switch
    {
        _ when property.GetCustomAttribute<RangeAttribute>() is { } range => string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
        { PropertyType.IsEnum: true } => string.Join(", ", Enum.GetNames(property.PropertyType).Select(name => $"`{name}`")),
        _ when property.PropertyType == typeof(bool) => "`True`, `False`",
        _ => "",
    };

    private static string Summary(PropertyInfo property)
    {
        var type = property.DeclaringType!.FullName;
        var member = Documentation.Descendants("member").FirstOrDefault(one => (string?)one.Attribute("name") == $"P:{type}.{property.Name}")?.Element("summary")
            ?? Documentation.Descendants("member").FirstOrDefault(one => (string?)one.Attribute("name") == $"T:{type}")?.Elements("param").FirstOrDefault(one => (string?)one.Attribute("name") == property.Name);
        return member is null ? "" : Spaces().Replace(string.Concat(member.Nodes().Select(Text)), " ").Trim();
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => $"`{((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name"))?.Split('(')[0].Split('.', ':').Last()}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
