using Xunit;

namespace SsprBot.Chats;

public sealed class FrenchChats
{
    private const string Buttons = "[Renvoyer | Autre méthode | Contacter l’administrateur]";
    private const string Space = "\u202f";

    [Fact]
    public async Task French_is_spoken_and_obeyed()
    {
        const string Script = $$"""
            user: bonjour
            bot:  Bonjour, j’aide les personnes de Contoso à retrouver l’accès à leur compte. Étape 1{{Space}}: pas de panique. Que puis-je faire pour vous{{Space}}? [J’ai oublié mon mot de passe | Je connais mon mot de passe, mais je ne peux pas me connecter | Je veux changer mon mot de passe | Configurer mes options de récupération]
            user: mot de passe oublié
            bot:  Quel est votre identifiant{{Space}}? Il ressemble souvent à une adresse e-mail, par exemple nom@entreprise.fr. [Retour | Aide]
            user: anna.lima@contoso.test
            bot:  Vérifions maintenant que c’est bien vous. Comment voulez-vous le montrer{{Space}}? [E-mail à mon autre adresse | SMS sur mon téléphone mobile | Appel sur mon téléphone mobile | Contacter l’administrateur]
            user: e-mail
            bot:  Si cette adresse est enregistrée, un code de 6 chiffres est en route. Il est valable 5 minutes. Tapez-le ici. Rien reçu{{Space}}? Regardez aussi dans le dossier des courriers indésirables. {{Buttons}}
            user: 000
            bot:  Ce n’est pas le code. Regardez encore et tapez le plus récent. Essais restants avec ce code{{Space}}: 2. {{Buttons}}
            user: renvoyer
            bot:  Un nouveau code est en route, si cela est enregistré. Seul le plus récent compte, pendant 5 minutes. Tapez-le ici. {{Buttons}}
            user: {code}
            bot:  Merci, c’est bien cela.
            bot:  Il faut encore une preuve, d’une autre façon. Laquelle voulez-vous utiliser{{Space}}? [SMS sur mon téléphone mobile | Appel sur mon téléphone mobile | Contacter l’administrateur]
            user: contacter l'administrateur
            bot:  Une personne peut vous aider{{Space}}: écrivez à helpdesk@contoso.test. Votre code d’assistance est {support}{{Space}}; merci de l’indiquer.
            bot:  Il faut encore une preuve, d’une autre façon. Laquelle voulez-vous utiliser{{Space}}? [SMS sur mon téléphone mobile | Appel sur mon téléphone mobile | Contacter l’administrateur]
            user: sms
            bot:  Pour vous protéger, tapez le numéro complet de ce téléphone. Je n’envoie un SMS que si c’est le numéro enregistré. [Autre méthode | Contacter l’administrateur]
            user: 12
            bot:  Ce n’est pas le numéro que je connais, je n’ai donc rien envoyé. Vérifiez-le et tapez encore une fois le numéro complet, ou choisissez une autre façon. [Autre méthode | Contacter l’administrateur]
            user: 425 555 0101
            bot:  Un SMS avec un code de 6 chiffres est en route vers ce téléphone. Le code est valable 5 minutes. Tapez-le ici. {{Buttons}}
            user: {code}
            bot:  Merci, c’est bien vous. Choisissez maintenant un nouveau mot de passe sur la page sécurisée. Ne le tapez jamais dans cette discussion. Si vous ouvrez la page ailleurs, elle demande ce code{{Space}}: {page}. Le lien fonctionne une seule fois, pendant 5 minutes. <Choisir un nouveau mot de passe>
            user: vous êtes là ?
            bot:  J’attends votre nouveau mot de passe sur la page sécurisée{{Space}}; je ne peux pas le recevoir ici. Dites «{{Space}}renvoyer{{Space}}» s’il vous faut un nouveau lien. [Renvoyer | Annuler]
            user: annuler
            bot:  J’ai arrêté. Rien n’a été modifié. Dites «{{Space}}recommencer{{Space}}» quand vous voudrez reprendre. [Recommencer]
            """;
        Assert.Equal(Script, await new Chat(locale: "fr-FR").PlayAsync(Script));
    }
}
