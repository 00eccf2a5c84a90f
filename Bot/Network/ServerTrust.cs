using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SsprBot.Network;

/// <summary>Whether a server is the one that was asked for: by its name, always, and by who vouches for it.</summary>
/// <param name="roots">The only authorities that count; null means those of the system.</param>
internal sealed class ServerTrust(X509Certificate2Collection? roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <param name="caFile">A PEM file, relative to the content root, with the only authorities that count; empty means those of the system.</param>
    public static ServerTrust In(string caFile, string contentRoot) => new(caFile.Length > 0 ? RootsIn(Path.Combine(contentRoot, caFile)) : null);

    /// <summary>Whether the file is none, or can be read and has at least one certificate.</summary>
    public static bool IsReadable(string caFile, string contentRoot)
    {
        try
        {
            return caFile.Length == 0 || RootsIn(Path.Combine(contentRoot, caFile)).Count > 0;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return false;
        }
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

    /// <summary>How the chain of a server is judged. Nothing is fetched for it: that would hold a thread for as long as a stranger likes.</summary>
    public X509ChainPolicy ChainPolicy()
    {
        // The lists of an organisation's own authority are seldom within reach of a server.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }

    private static X509Certificate2Collection RootsIn(string pemFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(pemFile);
        return roots;
    }

    private bool IsVouchedFor(X509Certificate2 server, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = ChainPolicy();
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(server);
    }
}
