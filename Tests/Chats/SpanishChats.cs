using Xunit;

namespace SsprBot.Chats;

public sealed class SpanishChats
{
    private const string Buttons = "[Reenviar | Otro método | Contactar con el administrador]";

    [Fact]
    public async Task Spanish_is_spoken_and_obeyed()
    {
        const string Script = $$"""
            user: hola
            bot:  Hola, ayudo a las personas de Contoso a volver a entrar en su cuenta. Paso 1: mantenga la calma. ¿Qué puedo hacer por usted? [He olvidado mi contraseña | Sé mi contraseña, pero no puedo iniciar sesión | Quiero cambiar mi contraseña | Configurar mis opciones de recuperación]
            user: olvidé mi contraseña
            bot:  ¿Cuál es su ID de usuario? Suele parecerse a una dirección de correo, por ejemplo nombre@empresa.es. [Volver | Ayuda]
            user: anna.lima@contoso.test
            bot:  Ahora comprobemos que es usted. ¿Cómo quiere demostrarlo? [Correo a mi dirección alternativa | SMS a mi teléfono móvil | Llamada a mi teléfono móvil | Contactar con el administrador]
            user: correo
            bot:  Si esta dirección está registrada, va en camino un código de 6 cifras. Vale durante 5 minutos. Escríbalo aquí. ¿No ha llegado nada? Mire también en la carpeta de correo no deseado. {{Buttons}}
            user: 000
            bot:  Ese no es el código. Mire otra vez y escriba el más nuevo. Intentos que quedan con este código: 2. {{Buttons}}
            user: reenviar
            bot:  Va en camino otro código, si esto está registrado. Solo cuenta el más nuevo, durante 5 minutos. Escríbalo aquí. {{Buttons}}
            user: {code}
            bot:  Gracias, es correcto.
            bot:  Falta una prueba más, de otra forma. ¿Cuál quiere usar? [SMS a mi teléfono móvil | Llamada a mi teléfono móvil | Contactar con el administrador]
            user: soporte
            bot:  Una persona puede ayudarle: escriba a helpdesk@contoso.test. Su código de asistencia es {support}; indíquelo, por favor.
            bot:  Falta una prueba más, de otra forma. ¿Cuál quiere usar? [SMS a mi teléfono móvil | Llamada a mi teléfono móvil | Contactar con el administrador]
            user: sms
            bot:  Para protegerle, escriba el número completo de ese teléfono. Solo envío un SMS si es el número registrado. [Otro método | Contactar con el administrador]
            user: 12
            bot:  Ese no es el número que tengo, así que no he enviado nada. Compruébelo y escriba otra vez el número completo, o elija otra forma. [Otro método | Contactar con el administrador]
            user: 425 555 0101
            bot:  Va en camino a ese teléfono un SMS con un código de 6 cifras. Vale durante 5 minutos. Escríbalo aquí. {{Buttons}}
            user: {code}
            bot:  Gracias, es usted. Elija ahora una contraseña nueva en la página segura. No la escriba nunca en este chat. Si abre la página en otro sitio, le pedirá este código: {page}. El enlace sirve una sola vez, durante 5 minutos. <Elegir una contraseña nueva>
            user: ¿sigue ahí?
            bot:  Espero su contraseña nueva en la página segura; aquí no puedo recibirla. Diga «reenviar» si necesita un enlace nuevo. [Reenviar | Cancelar]
            user: cancelar
            bot:  He parado. No se ha cambiado nada. Diga «empezar de nuevo» cuando quiera volver a empezar. [Empezar de nuevo]
            """;
        Assert.Equal(Script, await new Chat(locale: "es-ES").PlayAsync(Script));
    }
}
