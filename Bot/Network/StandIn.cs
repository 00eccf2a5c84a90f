namespace SsprBot.Network;

/// <summary>Sends what is meant for a service to a stand-in of it.</summary>
/// <param name="address">Null where it is the service itself.</param>
internal sealed class StandIn(Uri? address) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (address is not null)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
