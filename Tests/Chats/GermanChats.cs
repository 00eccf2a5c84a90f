using Xunit;

namespace SsprBot.Chats;

public sealed class GermanChats
{
    private const string Buttons = "[Erneut senden | Andere Methode | Administrator kontaktieren]";

    [Fact]
    public async Task German_is_spoken_and_obeyed()
    {
        const string Script = $$"""
            user: hallo
            bot:  Hallo, ich helfe Menschen bei Contoso, wieder in ihr Konto zu kommen. Schritt 1: keine Panik. Was kann ich für Sie tun? [Ich habe mein Passwort vergessen | Ich kenne mein Passwort, kann mich aber nicht anmelden | Ich möchte mein Passwort ändern | Meine Wiederherstellung einrichten]
            user: Passwort vergessen
            bot:  Wie lautet Ihre Benutzer-ID? Oft sieht sie aus wie eine E-Mail-Adresse, zum Beispiel name@firma.de. [Zurück | Hilfe]
            user: anna.lima@contoso.test
            bot:  Jetzt stellen wir sicher, dass Sie es sind. Wie möchten Sie das zeigen? [E-Mail an meine alternative Adresse | SMS an mein Mobiltelefon | Anruf auf meinem Mobiltelefon | Administrator kontaktieren]
            user: E-Mail
            bot:  Wenn diese Adresse registriert ist, ist ein Code mit 6 Ziffern unterwegs. Er gilt 5 Minuten. Bitte tippen Sie ihn hier. Nichts gekommen? Sehen Sie auch im Spam-Ordner nach. {{Buttons}}
            user: 000
            bot:  Das ist nicht der Code. Bitte sehen Sie noch einmal nach und tippen Sie den neuesten. Verbleibende Versuche mit diesem Code: 2. {{Buttons}}
            user: nochmal senden
            bot:  Ein neuer Code ist unterwegs, wenn das hier registriert ist. Nur der neueste zählt, 5 Minuten lang. Bitte tippen Sie ihn hier. {{Buttons}}
            user: {code}
            bot:  Danke, das stimmt.
            bot:  Ein Nachweis fehlt noch, auf einem anderen Weg. Welchen möchten Sie nehmen? [SMS an mein Mobiltelefon | Anruf auf meinem Mobiltelefon | Administrator kontaktieren]
            user: helpdesk
            bot:  Ein Mensch kann Ihnen helfen: Schreiben Sie an helpdesk@contoso.test. Ihr Hilfecode ist {support}; bitte nennen Sie ihn.
            bot:  Ein Nachweis fehlt noch, auf einem anderen Weg. Welchen möchten Sie nehmen? [SMS an mein Mobiltelefon | Anruf auf meinem Mobiltelefon | Administrator kontaktieren]
            user: SMS
            bot:  Bitte tippen Sie zu Ihrem Schutz die ganze Nummer dieses Telefons. Ich sende nur dann eine SMS, wenn es die hinterlegte Nummer ist. [Andere Methode | Administrator kontaktieren]
            user: 12
            bot:  Das ist nicht die Nummer, die ich kenne. Darum habe ich nichts gesendet. Bitte prüfen Sie sie und tippen Sie die ganze Nummer noch einmal, oder wählen Sie einen anderen Weg. [Andere Methode | Administrator kontaktieren]
            user: 425 555 0101
            bot:  Eine SMS mit einem Code aus 6 Ziffern ist zu diesem Telefon unterwegs. Der Code gilt 5 Minuten. Bitte tippen Sie ihn hier. {{Buttons}}
            user: {code}
            bot:  Danke, Sie sind es. Wählen Sie jetzt auf der sicheren Seite ein neues Passwort. Tippen Sie es nie in diesen Chat. Wenn Sie die Seite anderswo öffnen, fragt sie nach diesem Code: {page}. Der Link gilt ein Mal, 5 Minuten lang. <Neues Passwort wählen>
            user: sind Sie noch da?
            bot:  Ich warte auf Ihr neues Passwort auf der sicheren Seite; hier kann ich es nicht annehmen. Sagen Sie „erneut senden“, wenn Sie einen neuen Link brauchen. [Erneut senden | Abbrechen]
            user: abbrechen
            bot:  Ich habe aufgehört. Nichts wurde geändert. Sagen Sie „neu beginnen“, wenn Sie wieder beginnen möchten. [Neu beginnen]
            """;
        Assert.Equal(Script, await new Chat(locale: "de-DE").PlayAsync(Script));
    }
}
