using System.Net;

namespace SsprBot.Bench;

internal static class Refusal
{
    /// <summary>Whether the host has too much to do. Any other refusal is an accident.</summary>
    public static bool IsBusy(this HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
        {
            return true;
        }

        response.EnsureSuccessStatusCode();
        return false;
    }
}
