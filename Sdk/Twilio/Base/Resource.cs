namespace Twilio.Base;

/// <summary>A thing that Twilio keeps.</summary>
public abstract class Resource
{
}
