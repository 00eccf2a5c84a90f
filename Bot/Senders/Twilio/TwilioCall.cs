using Microsoft.Extensions.Options;
using SsprBot.Domain;
using SsprBot.Settings;
using SsprBot.Talk;
using Twilio.Exceptions;
using Twilio.Rest.Api.V2010.Account;
using Twilio.Types;

namespace SsprBot.Senders.Twilio;

/// <summary>
/// Places dialling. What a call says it asks for at its own address once somebody or something has answered, so that a machine is told
/// nothing. A call may be lost but never rings twice: whoever waits for it can ask for another.
/// </summary>
internal sealed class TwilioCall(TwilioAccount account, Dialling dialling, IOptions<TwilioSettings> settings, Places places, ILogger<TwilioCall> log) : ISender
{
    /// <summary>Seconds: most voicemails have not answered by then.</summary>
    private const int RingsFor = 25;

    /// <summary>Seconds: the script twice, and the time to press keys.</summary>
    private const int LastsFor = 120;

    public bool Serves(OutboxKind kind) => kind is OutboxKind.Call;

    public async Task SendAsync(OutboxMessage message, CancellationToken ct)
    {
        if (!await account.MaySendAsync(message, ct))
        {
            return;
        }

        if (await dialling.DialAsync(message.Id, message.Letter, Enum.Parse<Goal>(message.Holes["goal"]), message.Language, ct) is not { } token)
        {
            log.CallNotRepeated(message.Id);
            return;
        }

        try
        {
            await account.SendAsync(message.Id, message.Kind, TwilioAccount.Calls, async client => (await CallResource.CreateAsync(Order(message, token), client)).Sid, ct);
        }
        catch (TwilioException accident) when (accident.IsSurelyNotDone())
        {
            await dialling.NotDialledAsync(message.Id, ct);
            throw;
        }
        catch (TwilioException accident)
        {
            log.CallUnknown(message.Id, accident.GetType().Name);
        }
    }

    private CreateCallOptions Order(OutboxMessage message, string token) => new(new PhoneNumber(message.To), new PhoneNumber(settings.Value.CallerNumber))
    {
        Url = places.Call(message.Id, token),
        StatusCallback = places.CallEnd(message.Id, token),
        MachineDetection = "Enable",
        Timeout = RingsFor,
        TimeLimit = LastsFor,
    };
}
