namespace Twilio.Types;

/// <summary>A phone number as the API takes it.</summary>
public class PhoneNumber : IEndpoint
{
    private readonly string _number;

    /// <param name="number">E.164, such as <c>+14155550100</c>.</param>
    public PhoneNumber(string number) => _number = number;

    public static implicit operator PhoneNumber(string value) => new(value);

    public override string ToString() => _number;
}
