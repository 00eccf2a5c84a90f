using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using SsprBot.Network;
using SsprBot.Settings;

namespace SsprBot.Doctor;

/// <summary>Asks <c>/healthz</c> at the address that people use, as they reach it, and looks at the certificate.</summary>
/// <param name="trust">Who vouches for the certificate.</param>
internal sealed class AddressCheck(IOptions<WebSettings> web, StorageSettings storage, ServerTrust trust, TimeProvider time) : ICheck
{
    private static readonly TimeSpan s_longEnough = TimeSpan.FromDays(14);

    public async Task LookAsync(Findings findings, CancellationToken ct)
    {
        if (web.Value.PublicBaseUrl is not { Scheme: "https" } address)
        {
            findings.NotSetUp("Web:PublicBaseUrl is no https address.");
            return;
        }

        if (await ResolvesAsync(address.Host, ct))
        {
            await AskAsync(findings, new Uri(address, "healthz"), ct);
        }
        else
        {
            findings.Fault($"The name {address.Host} has no address.", "Add it to the DNS, or correct Web:PublicBaseUrl.");
        }
    }

    private static async Task<bool> ResolvesAsync(string host, CancellationToken ct)
    {
        try
        {
            return (await Dns.GetHostAddressesAsync(host, ct)).Length > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task AskAsync(Findings findings, Uri address, CancellationToken ct)
    {
        var ends = DateTimeOffset.MaxValue;
        using var wire = new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            ends = DateTimeOffset.Parse(certificate?.GetExpirationDateString() ?? "", CultureInfo.CurrentCulture);
            return trust.Accepts(certificate, chain, errors);
        } } };
        using var http = new HttpClient(wire);
        try
        {
            using var answer = await http.GetAsync(address, ct);
            Tell(findings, ends);
            if (answer.StatusCode is HttpStatusCode.OK && await answer.Content.ReadAsStringAsync(ct) is "Healthy")
            {
                findings.Ok($"The host answers at {address}.");
            }
            else
            {
                Silent(findings, $"{address} is answered with {(int)answer.StatusCode}, and not by the host.");
            }
        }
        catch (HttpRequestException broken) when (broken.InnerException is AuthenticationException)
        {
            findings.Fault("The certificate is not valid, has expired, or is of another name.", $"Renew it, for the name {address.Host}, with the certificates in between.");
        }
        catch (HttpRequestException broken)
        {
            Tell(findings, ends);
            Silent(findings, $"{address} is not answered: {broken.HttpRequestError}.");
        }
    }

    private void Tell(Findings findings, DateTimeOffset ends)
    {
        if (ends == DateTimeOffset.MaxValue)
        {
            return;
        }

        if (ends - time.GetUtcNow() < s_longEnough)
        {
            findings.Warning($"The certificate ends on {ends:yyyy-MM-dd}.", "Renew it, and see why that does not happen by itself.");
        }
        else
        {
            findings.Ok($"The certificate is valid until {ends:yyyy-MM-dd}.");
        }
    }

    // A data folder belongs to one process: while it is looked at here the host does not run.
    private void Silent(Findings findings, string what)
    {
        if (storage.IsShared)
        {
            findings.Fault(what, "See whether the host runs, and whether the proxy in front of it passes everything on.");
        }
        else
        {
            findings.Warning(what, "While the data folder is looked at the host is stopped: start it, and open this address.");
        }
    }
}
