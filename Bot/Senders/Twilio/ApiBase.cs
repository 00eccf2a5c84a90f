namespace SsprBot.Senders.Twilio;

/// <summary>Sends what is meant for Twilio to a stand-in of it.</summary>
/// <param name="standIn">Null where it is Twilio itself.</param>
internal sealed class ApiBase(Uri? standIn) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (standIn is not null)
        {
            request.RequestUri = new Uri(standIn, request.RequestUri!.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
