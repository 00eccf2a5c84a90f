using System.Globalization;
using CsCheck;
using SsprBot.Sdk;

namespace SsprBot.Abuse;

/// <summary>What no client would send.</summary>
internal static class Odd
{
    private const int Depth = 4;

    /// <summary>Words that mean something to somebody on the way, and such as are no words.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        Any.Of(
            "", " ", "I forgot my password", "anna.lima@contoso.test", "farid.aziz@contoso.test", "*)(uid=*", "anna.lima)(|(uid=*", "\\2a", "anna\\00", "cn=anna,dc=contoso", "anna'@contoso.test",
            "' or 1 eq 1", "../../anna", "anna@a.test,evil@b.test", "null", "NaN", "{0}", "${data}", "{{user}}", "<at>everyone</at>", "[click](https://evil.example)", "</Say><Dial>",
            "1e5", "+123456", "１２３４５６", "١٢٣٤٥٦", "\u202egnp.exe", "\u0000", "\u001b[31m", "\r\nBcc: x", "😀", "\ud800", "\udc00\ud800", "﷽", "e\u0301", new string('a', 300)),
        Gen.String[Gen.Char, 0, 30]);

    private static readonly Gen<string> s_name = Gen.OneOf(
        Any.Of(
            "type", "text", "value", "name", "id", "locale", "from", "recipient", "conversation", "channelId", "serviceUrl", "channelData", "entities", "attachments", "timestamp", "membersAdded",
            "clientActivityID", "postBack", "nonce", "answer", "isGroup", "tenant", "tenantId", "aadObjectId", "$type", "__proto__").Select(Quoted),
        Text.Select(Quoted));

    private static readonly Gen<string> s_scalar = Gen.OneOf(
        Text.Select(Quoted),
        Any.Of("null", "true", "false", "0", "-0", "1e400", "-1e-400", "9223372036854775808", "1.5", "\"message\"", "\"event\"", "\"invoke\"", "\"typing\"", "\"webchat/join\"", "[]", "{}"));

    private static readonly Gen<string> s_type = Any.Of("message", "message", "message", "event", "typing", "invoke", "conversationUpdate", "endOfConversation", "installationUpdate");

    /// <summary>JSON that is an activity, nearly one, or none.</summary>
    /// <param name="members">What each activity has, as in <c>"a":1,</c>.</param>
    public static Gen<string> Activity(string members = "") => Gen.OneOf(
        Json(Depth),
        from type in s_type
        from text in Text
        from id in Gen.Guid
        from more in Members(Depth)
        select $$"""{{{members}}"id":"{{id}}","type":"{{type}}","text":{{Quoted(text)}}{{string.Concat(more.Select(member => $",{member}"))}}}""");

    /// <summary>Good ones with wrong bytes in them, cut open in one place or not.</summary>
    public static Gen<byte[]> Mutated(byte[][] good) =>
        from one in Any.Of(good)
        from places in Gen.Select(Gen.Int[0, one.Length - 1], Gen.Byte).Array[1, 6]
        from cut in Gen.Int[0, one.Length]
        from added in Gen.Byte.Array[0, 8]
        select Mutated(one, places, cut, added);

    /// <summary>A string of JSON, with what is no Unicode as it is.</summary>
    public static string Quoted(string text) => $"\"{string.Concat(text.Select(c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")))}\"";

    private static Gen<string> Json(int depth) => depth == 0
        ? s_scalar
        : Gen.Frequency(
            (3, s_scalar),
            (1, Gen.Int[0, 3].SelectMany(count => Json(depth - 1).Array[count]).Select(items => $"[{string.Join(',', items)}]")),
            (2, Members(depth).Select(members => $"{{{string.Join(',', members)}}}")));

    private static Gen<string[]> Members(int depth) => Gen.Select(s_name, Json(depth - 1), (name, value) => $"{name}:{value}").Array[0, 6];

    private static byte[] Mutated(byte[] good, (int Place, byte Value)[] places, int cut, byte[] added)
    {
        var bytes = good.ToArray();
        foreach (var (place, value) in places)
        {
            bytes[place] = value;
        }

        return added.Length % 2 == 0 ? bytes : [.. bytes[..cut], .. added, .. bytes[cut..]];
    }
}
