using SsprBot.Talk;

namespace SsprBot.Texts;

public static partial class Say
{
    public static Activity ChoosePassword(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenPage", page);

    public static Activity ChangePassword(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenPage", page);

    public static Activity NewLink(Uri page, string pageCode, int minutes) => Link([pageCode, minutes], "OpenPage", page);

    /// <summary>Takes the place of a link that was used or replaced.</summary>
    public static Activity LinkClosed(string message) => InPlaceOf(message);

    public static Activity PasswordBelongsOnThePage() => Question([], [Command.Resend, Command.Cancel]);

    public static Activity StillWaiting() => Question([], [Command.Resend, Command.Cancel]);

    public static Activity StillSetting() => Question([]);

    public static Activity DirectoryDownForNow() => Question([], [Command.TellMe, Command.Cancel, Command.ContactAdministrator]);

    public static Activity PasswordWasReset() => Statement([]);

    public static Activity PasswordWasChanged() => Statement([]);

    public static Activity WhatNext() => Statement([]);

    public static Activity PasswordExpired() => Statement([]);

    public static Activity AccountClosed() => Statement([]);

    public static Activity PasswordTriesOver() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity WrongPasswordsOver() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity UnlockOrReset() => Question([], [Command.ContactAdministrator]);

    public static Activity NotLocked() => Statement([]);

    public static Activity LockedForReset() => Statement([]);

    public static Activity StillUnlocking() => Question([]);

    public static Activity NotUnlocked() => Statement([], [Command.StartOver, Command.ContactAdministrator]);

    public static Activity AccountWasUnlocked() => Statement([]);

    public static Activity AfterUnlocking() => Statement([]);
}
