namespace Microsoft.Rest;

public interface IHttpOperationResponse
{
    HttpRequestMessage Request { get; set; }

    HttpResponseMessage Response { get; set; }
}

public interface IHttpOperationResponse<T> : IHttpOperationResponse
{
    T Body { get; set; }
}

/// <summary>A request and its response; both are disposed with it.</summary>
public class HttpOperationResponse : IHttpOperationResponse, IDisposable
{
    private bool _disposed;

    public HttpRequestMessage Request { get; set; }

    public HttpResponseMessage Response { get; set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            Request?.Dispose();
            Response?.Dispose();
        }

        _disposed = true;
    }
}

public class HttpOperationResponse<T> : HttpOperationResponse, IHttpOperationResponse<T>
{
    public T Body { get; set; }
}
