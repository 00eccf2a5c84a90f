using SkiaSharp;
using ZXing;
using ZXing.QrCode;

namespace SsprBot.Host;

/// <summary>Reads a QR code off a picture of the screen, as the camera of a phone would.</summary>
internal static class QrPicture
{
    /// <returns>What the code says; null when there is none to be read.</returns>
    public static string? Read(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        using var plain = picture.Copy(SKColorType.Rgba8888);
        var light = new RGBLuminanceSource(plain.Bytes, plain.Width, plain.Height, RGBLuminanceSource.BitmapFormat.RGBA32);
        return new QRCodeReader().decode(new BinaryBitmap(new ZXing.Common.HybridBinarizer(light)))?.Text;
    }
}
