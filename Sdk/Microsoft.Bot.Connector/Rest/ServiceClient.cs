namespace Microsoft.Rest;

/// <summary>A client of one REST service.</summary>
public abstract class ServiceClient<T> : IDisposable
    where T : ServiceClient<T>
{
    private readonly bool _disposeHttpClient;
    private bool _disposed;

    protected ServiceClient(HttpClient httpClient, bool disposeHttpClient = true)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        HttpClient = httpClient;
        _disposeHttpClient = disposeHttpClient;
    }

    public HttpClient HttpClient { get; protected set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed && _disposeHttpClient)
        {
            HttpClient.Dispose();
        }

        _disposed = true;
    }
}

/// <summary>What signs the requests of a client.</summary>
public abstract class ServiceClientCredentials
{
    public virtual void InitializeServiceClient<T>(ServiceClient<T> client)
        where T : ServiceClient<T>
    {
    }

    /// <summary>Called for each request before it is sent.</summary>
    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.CompletedTask;
    }
}

/// <summary>A group of operations of a client.</summary>
public interface IServiceOperations<T>
    where T : ServiceClient<T>
{
    T Client { get; }
}
