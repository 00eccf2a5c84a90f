namespace SsprBot.Domain;

/// <summary>What became of the wish to be asked, or of an answer.</summary>
public abstract record Questioning
{
    private Questioning()
    {
    }

    /// <summary>The question to put now. That it comes says nothing about the answer before.</summary>
    /// <param name="Question">Its id in the <see cref="QuestionBook"/>.</param>
    /// <param name="Number">1 to <paramref name="Of"/>.</param>
    public sealed record Due(string Question, int Number, int Of) : Questioning;

    /// <summary>All were answered, and judged together.</summary>
    /// <param name="Anew">The first question, when the same ones may be tried again.</param>
    public sealed record Judged(GateCheck Check, Due? Anew) : Questioning;

    /// <summary>Too many people at this moment; nothing was spent.</summary>
    public sealed record Busy : Questioning;

    public sealed record DirectoryDown : Questioning;

    public sealed record Over : Questioning;
}
