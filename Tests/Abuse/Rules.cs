namespace SsprBot.Abuse;

/// <param name="Id">As attacks name it.</param>
/// <param name="Holds">What must hold whatever is sent.</param>
internal sealed record Rule(string Id, string Holds);

/// <summary>The rules of the product's defence.</summary>
internal static class Rules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        // Codes and proofs
        new("D-01", "A texted code has six digits at least, by chance."),
        new("D-02", "A mailed code has six digits (`Entra`) or eight (`Nist`), by chance."),
        new("D-03", "A call proves by `#` (`Entra`), or by the number that the chat shows and `#` (`Nist`)."),
        new("D-04", "A code of an authenticator app counts one step around now, and each step once."),
        new("D-05", "What is registered anew takes the place of the old, which opens nothing."),
        new("D-06", "A link carries 128 bits that name it and 256 that prove it."),
        new("D-07", "A code and a link end by their time, and with their session."),
        new("D-08", "A session ends after 15 minutes and is extended once, by five."),
        new("D-09", "Three wrong tries burn a code; the right one is then refused."),
        new("D-10", "A code counts for its session, account, method, destination and goal alone."),
        new("D-11", "Nothing is set before two different methods have proved who it is, where two are asked for."),
        new("D-12", "A resend makes a new code, ends the old one and gives no try back."),
        new("D-13", "Only ASCII digits of the exact length are a code; spaces and dashes may stand between."),

        // Throttles
        new("D-20", "Texts are limited for a session, an account and a number."),
        new("D-21", "Calls are limited for a session, an account and a number."),
        new("D-22", "Mails are limited for a session and an account."),
        new("D-23", "Numbers that cost more, of other countries, of one block, or whose codes nobody uses are not texted or called without end."),
        new("D-24", "Sixty wrong codes in ten minutes over all accounts make mailed and texted codes two digits longer; administrators hear of it."),
        new("D-25", "Five wrong codes lock an account's recovery for a day, whoever types them, wherever and in whatever spelling; its owner on a trusted channel gets in."),
        new("D-26", "Starts are limited for a user ID and for where they come from."),
        new("D-27", "A wrong code counts for a day: no other code, visit or spelling gives the try back."),
        new("D-28", "An account is reset once in 24 hours and three times in seven days. Many resets over all accounts within an hour are told to administrators, and far too many switch self-service off."),
        new("D-29", "A picture or a proof of work is solved once, in time, before the first look-up of an anonymous visitor."),
        new("D-30", "A try is counted before it is compared: many at once are no more than many in a row."),

        // Calls, contacts, notices
        new("D-31", "A call is denied by `*`; other keys, a machine, another call and its time end it without a proof."),
        new("D-32", "Each message says what it is, and that nobody asks for its code; the code is not what a locked phone shows."),
        new("D-33", "Whoever answers a message that it was not them stops all that was begun on the account, and administrators hear of it."),
        new("D-34", "Notices go to every contact point of before; their one link stops what happens, and no code or password stands in them."),
        new("D-35", "Security questions are judged together, never by themselves, never for administrators, for decoys as for people."),
        new("D-36", "A contact point counts when its owner registered and confirmed it, in `Nist` 72 hours ago; a mailbox of the organisation never does."),
        new("D-37", "Two proofs differ in method and destination; the channel itself is none."),
        new("D-38", "After a reset nothing is registered or changed for 24 hours, not in a visit that was begun before either."),
        new("D-39", "By SMS the sender's number proves nothing, and no password is taken."),

        // The secure page
        new("D-40", "A link stands under the configured address alone and there is one living link of a session."),
        new("D-41", "Opening a link changes nothing; only its button does."),
        new("D-42", "A link that is opened outside its conversation asks for the code shown in the chat, three tries."),
        new("D-43", "A link opens once; a second opening gives nothing."),
        new("D-44", "A password is set once, by one of many that try at the same time; an unknown outcome is never repeated blindly."),
        new("D-45", "The account, its contact points and password, the policy and the switches are looked at again at the moment of the change."),
        new("D-46", "The fields of a password are typed, pasted and filled by managers, and nothing of them comes back."),
        new("D-47", "A password is taken as it was typed, by length, classes and lists, and refused with a reason."),
        new("D-48", "The directory's own history and policy hold."),
        new("D-49", "After a change every other session of the account is over."),

        // Records
        new("D-50", "What is kept of a conversation holds no proof: losing or changing it opens nothing."),
        new("D-51", "A record is written only over the version that was read."),
        new("D-52", "A session moves by its steps alone."),
        new("D-53", "A try that loses the race counts as wrong."),
        new("D-54", "A code proves once, in its own session, and one whose tries are used up is gone from the records."),
        new("D-55", "What is over by its time is over for every reader, also when it still stands there."),
        new("D-56", "A success ends what was begun before it."),
        new("D-57", "A message that comes twice is answered once."),
        new("D-58", "Turns of a conversation go one after another, and too many at once are refused."),

        // Keys, memory, logs
        new("D-60", "Codes are kept as keyed hashes."),
        new("D-61", "Of a link only a hash is kept; a token of the chat with any bit changed is none."),
        new("D-62", "Passwords of the demo organisation and answers are kept by a slow hash with a salt."),
        new("D-63", "Slow hashes are few at a time; what waits too long hears to come later."),
        new("D-64", "Without protected keys the host does not start outside Development."),
        new("D-65", "A record that was changed or copied to another name is refused; one that is put back from before a success sets no password."),
        new("D-66", "The key of an authenticator app leaves through nothing but the page that shows it."),
        new("D-67", "A password is in no activity, record, log, trace, audit, address or exception."),
        new("D-68", "Keys are exchanged, and what a revoked key protected is void."),
        new("D-69", "Logs hold no person, number, address, code or line that somebody sent, however much is logged."),

        // The web
        new("D-70", "Every answer to a request that can be read has the headers that protect it, and is no accident."),
        new("D-71", "The secure page runs only its own script and style, and works without."),
        new("D-72", "The chat page runs only its own script, with a new nonce each time, and is framed by nobody who is not named."),
        new("D-73", "A form of another site does nothing."),
        new("D-74", "What people and directories are called is text, never markup, a card or a link."),
        new("D-75", "Bodies, headers, depth and time are limited everywhere."),

        // Nobody learns
        new("D-76", "Unknown, disabled and excluded accounts run as decoys: the same words, steps and records."),
        new("D-77", "No part of a number or an address is shown to a stranger before a proof."),
        new("D-78", "Look-ups are answered at even times and a decoy does what a person does: the time of an answer tells nothing about an account."),
        new("D-79", "Status, headers and shape of an answer tell nothing about an account."),

        // Channels
        new("D-80", "A token of the chat is made for one conversation and one user, and ends."),
        new("D-81", "Who, when and where of an activity is the server's word; what a client adds is dropped."),
        new("D-82", "A conversation is reached with its own token alone; others look as if they were not there."),
        new("D-83", "Streams are few, of the right origin, and closed when nobody reads."),
        new("D-84", "Web chat never passes through the door of the Bot Connector, nor the other way."),
        new("D-85", "The Bot Connector proves itself by a signed token for this bot, channel and service."),
        new("D-86", "Without its registration the door of the Bot Connector is shut outside this machine."),
        new("D-87", "The host calls only addresses that it was told, never one that a message names."),
        new("D-88", "In Teams everybody acts for the own account alone, in a chat of two."),
        new("D-89", "A webhook of Twilio is signed for its configured address and account."),
        new("D-90", "A form of Twilio is read strictly."),
        new("D-91", "A call is answered at its own address and by its own name, once."),
        new("D-92", "What a call says is fixed text and the organisation's name, and all of it is words."),
        new("D-93", "A user ID is one value in a search, finds one account or none, over TLS."),
        new("D-94", "The bot's own rights reach people, not administrators."),
        new("D-95", "Who has a privilege is left out, however it is given."),
        new("D-96", "A look-up that fails, is cut off or is ambiguous lets nobody in."),
        new("D-97", "A directory that fails is left alone, and said to be away to everybody alike before anything is spent."),

        // Audit, administration, availability
        new("D-98", "Every step is in the audit; an edit, a removal, a change of order and a cut are found; without audit nothing is changed."),
        new("D-99", "Administrators sign in, see no password and choose none, release thirty people in an hour, and are logged."),
        new("D-100", "What is switched off is off within five seconds, in the middle of anything."),
        new("D-101", "Under a flood new conversations are turned away first; who is in the middle goes on."),
        new("D-102", "What is counted tells what happened, and about nobody."),
    ];
}
