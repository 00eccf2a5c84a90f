using System.Net;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>The values of universal actions, checked.</summary>
internal static class InvokeValues
{
    internal static AdaptiveCardInvokeValue AdaptiveCard(IInvokeActivity activity)
    {
        var invoke = Read<AdaptiveCardInvokeValue>(activity.Value, "");
        if (invoke.Action is null)
        {
            throw Refused("Missing action property");
        }

        return invoke.Action.Type == "Action.Execute" ? invoke : throw Refused($"The action '{invoke.Action.Type}'is not supported.", "NotSupported");
    }

    internal static SearchInvokeValue Search(IInvokeActivity activity)
    {
        var invoke = Read<SearchInvokeValue>(activity.Value, " for search");
        if (string.IsNullOrEmpty(invoke.Kind))
        {
            // Teams may leave it out; elsewhere there is no default.
            invoke.Kind = activity.ChannelId == Connector.Channels.Msteams ? "search" : throw Refused("Missing kind property for search");
        }

        return string.IsNullOrEmpty(invoke.QueryText) ? throw Refused("Missing queryText property for search") : invoke;
    }

    private static T Read<T>(object value, string what)
        where T : class
    {
        try
        {
            return value switch
            {
                null => throw Refused($"Missing value property{what}"),
                T typed => typed,
                JToken json => json.ToObject<T>(StateJson.Serializer) ?? throw Refused($"Missing value property{what}"),
                _ => throw Refused($"Value property is not properly formed{what}"),
            };
        }
        catch (JsonException)
        {
            throw Refused($"Value property is not properly formed{what}");
        }
    }

    private static InvokeValueException Refused(string message, string code = "BadRequest") => new(new AdaptiveCardInvokeResponse
    {
        StatusCode = (int)HttpStatusCode.BadRequest,
        Type = "application/vnd.microsoft.error",
        Value = new Error(code, message),
    });
}

internal sealed class InvokeValueException(AdaptiveCardInvokeResponse body) : Exception
{
    internal AdaptiveCardInvokeResponse Body => body;
}
