namespace SsprBot.Pages.Admin;

/// <summary>The addresses of the admin area.</summary>
internal static class AdminPaths
{
    public const string Home = "/admin";
    public const string Open = "/admin/open";
    public const string NewLink = "/admin/new-link";
    public const string SignIn = "/admin/sign-in";
    public const string Callback = "/admin/signed-in";
    public const string Arrived = "/admin/arrived";
    public const string NotSignedIn = "/admin/not-signed-in";
    public const string SignOut = "/admin/sign-out";
    public const string Activity = "/admin/activity";
    public const string Find = "/admin/activity/find";
    public const string Csv = "/admin/activity.csv";
    public const string Json = "/admin/activity.json";
    public const string Charts = "/admin/charts";
    public const string Coverage = "/admin/coverage";
    public const string HeldBack = "/admin/held-back";
    public const string ReleaseThrottled = "/admin/held-back/throttled";
    public const string ReleaseBlocked = "/admin/held-back/blocked";
    public const string Policy = "/admin/policy";
    public const string WhatIf = "/admin/what-if";
    public const string WhatIfAccount = "/admin/what-if/account";
    public const string WhatIfPolicy = "/admin/what-if/policy";
    public const string Switches = "/admin/switches";
    public const string Verification = "/admin/verification";
}
