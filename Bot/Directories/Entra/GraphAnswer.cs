using System.Net;
using System.Text.Json;

namespace SsprBot.Directories.Entra;

/// <summary>What a request to Microsoft Graph came to.</summary>
internal abstract record GraphAnswer
{
    private GraphAnswer()
    {
    }

    /// <param name="Body">Undefined where there is none.</param>
    public sealed record Done(JsonElement Body) : GraphAnswer;

    /// <param name="Code">Such as <c>Authorization_RequestDenied</c>.</param>
    /// <param name="Reasons">The code, the codes of its details and the message, for looking into; not for showing or logging.</param>
    public sealed record Refused(HttpStatusCode Status, string Code, string Reasons) : GraphAnswer
    {
        public override string ToString() => $"({(int)Status} {Code})";
    }

    /// <summary>It was surely not done: nothing was sent, or it came too often.</summary>
    public sealed record NotDone : GraphAnswer;

    /// <summary>It may have been done: the answer did not come, or was not understood.</summary>
    public sealed record Lost : GraphAnswer;
}
