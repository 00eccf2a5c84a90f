using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>
/// Turns from the HTTP requests of the Bot Connector service. The response is written when the turn is over: 200, the invoke response or the expected
/// replies; 400 without an activity, 401 when the sender is not authentic, 405 for anything but POST.
/// </summary>
public partial class CloudAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    /// <summary>Refuses every request: there is no configuration to authenticate one with.</summary>
    public CloudAdapter()
        : this(new ConfigurationBuilder().Build())
    {
    }

    public CloudAdapter(BotFrameworkAuthentication botFrameworkAuthentication, ILogger logger = null)
        : base(botFrameworkAuthentication, logger)
    {
    }

    public CloudAdapter(IConfiguration configuration, IHttpClientFactory httpClientFactory = null, ILogger logger = null)
        : this(new ConfigurationBotFrameworkAuthentication(configuration, httpClientFactory: httpClientFactory, logger: logger), logger)
    {
    }

    public async Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(httpResponse);
        ArgumentNullException.ThrowIfNull(bot);
        if (!HttpMethods.IsPost(httpRequest.Method))
        {
            httpResponse.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var activity = await HttpHelper.ReadRequestAsync<Activity>(httpRequest).ConfigureAwait(false);
        if (string.IsNullOrEmpty(activity?.Type))
        {
            httpResponse.StatusCode = StatusCodes.Status400BadRequest;
            NoActivity(Logger);
            return;
        }

        try
        {
            var authorization = (string)httpRequest.Headers["Authorization"];
            var result = await ProcessActivityAsync(authorization, activity, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false);
            await HttpHelper.WriteResponseAsync(httpResponse, result).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException refused)
        {
            httpResponse.StatusCode = StatusCodes.Status401Unauthorized;
            NotAuthentic(Logger, refused);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A request without an activity was refused")]
    private static partial void NoActivity(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "A request that is not authentic was refused")]
    private static partial void NotAuthentic(ILogger logger, Exception refused);
}
