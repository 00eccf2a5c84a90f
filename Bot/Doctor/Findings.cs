namespace SsprBot.Doctor;

/// <summary>Takes what a check finds.</summary>
/// <param name="check">Its name.</param>
/// <param name="tell">Called at once.</param>
internal sealed class Findings(string check, Action<Finding> tell)
{
    /// <summary>For one of several parts that are looked at in the same way.</summary>
    public Findings Of(string part) => new($"{check} {part}", tell);

    public void Ok(string what) => Tell(Verdict.Ok, what, "");

    public void Warning(string what, string mend) => Tell(Verdict.Warning, what, mend);

    public void Fault(string what, string mend) => Tell(Verdict.Fault, what, mend);

    public void NotSetUp(string what) => Tell(Verdict.NotSetUp, what, "");

    public void Unknown(string what, string mend) => Tell(Verdict.Unknown, what, mend);

    private void Tell(Verdict verdict, string what, string mend) => tell(new Finding(check, verdict, what, mend));
}
