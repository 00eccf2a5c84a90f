using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SsprBot.Senders.Smtp;

/// <summary>Whether a server is the one that was asked for: by its name, always, and by who vouches for it.</summary>
/// <param name="roots">The only authorities that count; null means those of the system.</param>
internal sealed class ServerTrust(X509Certificate2Collection? roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2Collection RootsIn(string pemFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(pemFile);
        return roots;
    }

    public bool Accepts(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (roots is null)
        {
            return errors is SslPolicyErrors.None;
        }

        // Of what the system found only its judgement of the chain is replaced.
        return (errors | SslPolicyErrors.RemoteCertificateChainErrors) is SslPolicyErrors.RemoteCertificateChainErrors
            && certificate is X509Certificate2 server
            && IsVouchedFor(server, sent);
    }

    private bool IsVouchedFor(X509Certificate2 server, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots!);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));

        // The lists of an organisation's own authority are seldom within reach of a server.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }
}
