namespace Twilio.Types;

/// <summary>Where a call goes to or comes from.</summary>
public interface IEndpoint
{
}
