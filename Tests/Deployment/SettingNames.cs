using System.Collections;
using System.Reflection;
using SsprBot.Channels.DirectLine;
using SsprBot.Senders.Smtp;
using SsprBot.Settings;

namespace SsprBot.Deployment;

/// <summary>Whether there is a setting of that name, as an environment variable.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, Type> Sections = new()
    {
        ["Policy"] = typeof(Domain.Policy),
        ["Organisation"] = typeof(OrganisationSettings),
        ["Web"] = typeof(WebSettings),
        ["Data"] = typeof(DataSettings),
        ["Storage"] = typeof(StorageSettings),
        ["DirectLine"] = typeof(DirectLineSettings),
        ["Smtp"] = typeof(SmtpSettings),
        ["Twilio"] = typeof(TwilioSettings),
        ["Connector"] = typeof(ConnectorSettings),
        ["Redis"] = typeof(RedisSettings),
        ["Admin"] = typeof(AdminSettings),
        ["Switches"] = typeof(SwitchSettings),
    };

    public static bool Exist(string variable) => variable.Split("__") switch
    {
        [var alone] => typeof(BotRegistration).GetProperty(alone) is not null,
        ["Directories", _, ..] => true,
        [var section, .. var path] => Sections.TryGetValue(section, out var type) && Leads(type, path),
        _ => false,
    };

    private static bool Leads(Type type, ReadOnlySpan<string> path) => path switch
    {
        [] => true,
        [var name, .. var rest] when type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is { } property => Leads(property.PropertyType, rest),
        [var number, .. var rest] when int.TryParse(number, out _) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) => Leads(type.GenericTypeArguments[0], rest),
        _ => false,
    };
}
