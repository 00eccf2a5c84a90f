using System.Net.Http.Headers;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;

namespace SsprBot.Channels.Azure;

/// <summary>Clients of the channels' REST service, for known hosts only.</summary>
internal sealed class ConnectorClients(IHttpClientFactory clients, ServiceHosts hosts, BotTokens tokens) : ConnectorFactory
{
    public const string Client = "connector";

    /// <exception cref="UnauthorizedAccessException">The bot does not call that host.</exception>
    public override Task<IConnectorClient> CreateAsync(string serviceUrl, string audience, CancellationToken cancellationToken)
    {
        var service = hosts.Read(serviceUrl) ?? throw new UnauthorizedAccessException("The host of the service is not a known one.");
        return Task.FromResult<IConnectorClient>(new ConnectorClient(service, new Credentials(hosts, tokens), clients.CreateClient(Client), disposeHttpClient: true));
    }

    private sealed class Credentials(ServiceHosts hosts, BotTokens tokens) : ServiceClientCredentials
    {
        public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (hosts.Trusts(request.RequestUri!))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));
            }
        }
    }
}
