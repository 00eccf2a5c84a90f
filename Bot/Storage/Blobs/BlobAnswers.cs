using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace SsprBot.Storage.Blobs;

/// <summary>What it means when a call does not succeed.</summary>
internal static class BlobAnswers
{
    /// <summary>There is no such blob. A container that is missing is something else: nothing in it would be absent, it is lost.</summary>
    public static bool IsAbsent(this RequestFailedException refused) => refused.Status == 404 && refused.ErrorCode == BlobErrorCode.BlobNotFound;

    /// <summary>The condition of a write does not hold.</summary>
    public static bool IsConflict(this RequestFailedException refused) =>
        refused.IsAbsent()
        || (refused.Status == 409 && refused.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        || (refused.Status == 412 && refused.ErrorCode == BlobErrorCode.ConditionNotMet);

    /// <summary>The blob does not end where the append says.</summary>
    public static bool IsElsewhere(this RequestFailedException refused) => refused.Status == 412 && refused.ErrorCode == BlobErrorCode.AppendPositionConditionNotMet;

    /// <summary>Nobody knows whether it was done: no answer, or one from somebody on the way.</summary>
    public static bool IsLost(this Exception accident) =>
        accident is RequestFailedException { Status: 0 or 408 or 429 or >= 500 } or IOException or OperationCanceledException;

    /// <summary>The storage, and not we, is at fault.</summary>
    public static bool IsOfTheStorage(this Exception accident) =>
        accident is RequestFailedException or AggregateException or AuthenticationFailedException || accident.IsLost();

    /// <returns>What the storage called it, or what kind of accident it is.</returns>
    public static string ReasonOf(Exception accident) => accident switch
    {
        AggregateException all => ReasonOf(all.InnerExceptions[^1]),
        RequestFailedException { ErrorCode.Length: > 0 } refused => refused.ErrorCode,
        RequestFailedException { Status: > 0 } refused => $"status {refused.Status}",
        _ => accident.GetType().Name,
    };
}
