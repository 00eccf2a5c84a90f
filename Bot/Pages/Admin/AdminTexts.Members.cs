namespace SsprBot.Pages.Admin;

internal sealed partial class AdminTexts
{
    public string Area => Text();

    public string Parts => Text();

    public string SkipToContent => Text();

    public string SignOut => Text();

    public string Licence => Text();

    public string SignIn => Text();

    public string SignInWithOrganisation => Text();

    public string SignInByLink => Text();

    public string NewLink => Text();

    public string Open => Text();

    public string OpenOnce => Text();

    public string Arrived => Text();

    public string NoRight => Text();

    public string NoRightAs(string role) => Text([role]);

    public string Activity => Text();

    public string Charts => Text();

    public string Coverage => Text();

    public string HeldBack => Text();

    public string WhatIf => Text();

    public string Policy => Text();

    public string Switches => Text();

    public string Verification => Text();

    public string Filter => Text();

    public string From => Text();

    public string Until => Text();

    public string Any => Text();

    public string Show => Text();

    public string FindPerson => Text();

    public string UserId => Text();

    public string FilterNotRead => Text();

    public string FormNotRead => Text();

    public string NothingHere => Text();

    public string ExportCsv => Text();

    public string ExportJson => Text();

    public string TimeHead => Text();

    public string ActivityHead => Text();

    public string ResultHead => Text();

    public string ReasonHead => Text();

    public string DetailHead => Text();

    public string ChannelHead => Text();

    public string PersonHead => Text();

    public string VisitHead => Text();

    public string OnlyThis(string name) => Text([name]);

    public string Pages => Text();

    public string Newest => Text();

    public string Older => Text();

    public string Spans => Text();

    public string LastDays(int days) => Text([days]);

    public string ByDay => Text();

    public string ByWeek => Text();

    public string DayHead => Text();

    public string Resets => Text();

    public string Unlocks => Text();

    public string Changes => Text();

    public string Registrations => Text();

    public string Throttled => Text();

    public string Failures => Text();

    public string MethodsUsed => Text();

    public string Method => Text();

    public string Times => Text();

    public string TimeToFinish => Text();

    public string Minutes => Text();

    public string Visits => Text();

    public string UnderMinutes(int minutes) => Text([minutes]);

    public string Longer => Text();

    public string CoverageLead(int ways) => Text([ways]);

    public string CoverageHint => Text();

    public string People => Text();

    public string Number => Text();

    public string RegisteredAnything => Text();

    public string RegisteredEnough => Text();

    public string RegisteredTooFew => Text();

    public string ReconfirmDue => Text();

    public string ByOption => Text();

    public string Option => Text();

    public string HeldBackLead(int most) => Text([most]);

    public string ByLimits => Text();

    public string ByOwner => Text();

    public string NobodyHere => Text();

    public string Why => Text();

    public string Since => Text();

    public string Release => Text();

    public string ReleaseOf(string userId) => Text([userId]);

    public string EndsByItself => Text();

    public string Trusted => Text();

    public string Anonymous => Text();

    public string NoAccount => Text();

    public string UnknownPerson => Text();

    public string TooManyVisits(int most) => Text([most]);

    public string PolicyLead => Text();

    public string Risks => Text();

    public string NoRisks => Text();

    public string Rule => Text();

    public string WhatItSays => Text();

    public string Settings => Text();

    public string Setting => Text();

    public string Value => Text();

    public string Source => Text();

    public string AboutAccount => Text();

    public string AboutPolicy => Text();

    public string AboutPolicyLead(int most) => Text([most]);

    public string AsksFor => Text();

    public string Ask => Text();

    public string NotAUserId => Text();

    public string WouldHappen(string userId, string goal) => Text([userId, goal]);

    public string FirstThatFails => Text();

    public string WouldBeOffered(int gates) => Text([gates]);

    public string CurrentPasswordAsked => Text();

    public string DirectoryDown => Text();

    public string HeldBackNow => Text();

    public string WouldStrand(int people) => Text([people]);

    public string Asked => Text();

    public string CanNow => Text();

    public string Could => Text();

    public string Stranded => Text();

    public string NotAsked => Text();

    public string Gates => Text();

    public string MethodsAllowed => Text();

    public string Besides => Text();

    public string DirectoryContacts => Text();

    public string QuestionsOn => Text();

    public string CoolingOffHours => Text();

    public string SwitchesLead => Text();

    public string WhatIsSwitched => Text();

    public string State => Text();

    public string Flip => Text();

    public string On => Text();

    public string Off => Text();

    public string BySettings => Text();

    public string SwitchOn => Text();

    public string SwitchOff => Text();

    public string SwitchOnOf(string name) => Text([name]);

    public string SwitchOffOf(string name) => Text([name]);

    public string VerificationLead => Text();

    public string Verify => Text();

    public string AuditWhole(long lines) => Text([lines]);

    public string AuditBroken(long line) => Text([line]);

    public string AuditHeadless => Text();

    public string AuditAdvice => Text();
}
