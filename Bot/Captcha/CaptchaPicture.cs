using SkiaSharp;

namespace SsprBot.Captcha;

/// <summary>Draws the text of a CAPTCHA so that people read it and simple OCR does not.</summary>
internal static class CaptchaPicture
{
    public const int Width = 240;
    public const int Height = 80;

    private const int Cell = 8;
    private const float Margin = 12;
    private const float TextSize = 50;

    private static readonly SKColor s_paper = new(0xF4, 0xF4, 0xF4);
    private static readonly SKColor s_ink = new(0x20, 0x20, 0x20);

    private static readonly Lazy<SKTypeface> s_typeface = new(() =>
    {
        using var font = typeof(CaptchaPicture).Assembly.GetManifestResourceStream("Captcha/symbols.ttf");
        using var data = SKData.Create(font);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The CAPTCHA font cannot be read.");
    });

    /// <summary>A grey PNG on its own light paper, so that it reads in light and dark chats.</summary>
    public static byte[] Draw(string text)
    {
        using var flat = Surface();
        DrawText(flat.Canvas, text);
        Cross(flat.Canvas, s_ink, count: 2, width: 1.6f);
        Cross(flat.Canvas, s_paper, count: 2, width: 1f);
        using var warped = Surface();
        Warp(flat, warped.Canvas);
        Speckle(warped.Canvas, s_ink, count: 90);
        Speckle(warped.Canvas, s_paper, count: 80);
        using var image = warped.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private static SKSurface Surface()
    {
        var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque));
        surface.Canvas.Clear(s_paper);
        return surface;
    }

    private static void DrawText(SKCanvas canvas, string text)
    {
        var glyphs = text.Select(Glyph).ToArray();
        var overlaps = glyphs.Select(_ => (float)Chance.Between(-2, 1.5)).ToArray();
        var width = glyphs.Sum(glyph => glyph.Bounds.Width) - overlaps.SkipLast(1).Sum();
        var scale = Math.Min(1, (Width - 2 * Margin) / width);
        var left = (Width - width * scale) / 2;
        using var paint = Paint(s_ink, SKPaintStyle.Fill);
        foreach (var (glyph, overlap) in glyphs.Zip(overlaps))
        {
            using var path = glyph;
            var bounds = path.Bounds;
            path.Transform(SKMatrix.CreateTranslation(-bounds.Left, -bounds.MidY));
            path.Transform(SKMatrix.CreateScale(scale, scale));
            path.Transform(SKMatrix.CreateTranslation(left, Height / 2f + (float)Chance.Either(6)));
            canvas.DrawPath(path, paint);
            left += (bounds.Width - overlap) * scale;
        }
    }

    private static SKPath Glyph(char symbol)
    {
        using var font = new SKFont(s_typeface.Value, TextSize * (float)Chance.Between(0.88, 1.1))
        {
            ScaleX = (float)Chance.Between(0.85, 1.05),
            SkewX = (float)Chance.Either(0.2),
        };
        var id = font.GetGlyph(symbol);
        var path = id == 0 ? null : font.GetGlyphPath(id);
        if (path is null)
        {
            throw new ArgumentException($"The CAPTCHA font has no {symbol}.", nameof(symbol));
        }

        path.Transform(SKMatrix.CreateRotationDegrees((float)Chance.Either(13)));
        return path;
    }

    /// <summary>Ink lines join the symbols and paper lines cut them, so that neither colour tells a line from a symbol.</summary>
    private static void Cross(SKCanvas canvas, SKColor colour, int count, float width)
    {
        using var paint = Paint(colour, SKPaintStyle.Stroke);
        for (var i = 0; i < count; i++)
        {
            paint.StrokeWidth = width * (float)Chance.Between(0.8, 1.3);
            using var builder = new SKPathBuilder();
            builder.MoveTo(Point(-5, 40));
            builder.CubicTo(Point(40, 110), Point(110, 200), Point(200, Width + 5));
            using var path = builder.Detach();
            canvas.DrawPath(path, paint);
        }
    }

    private static SKPoint Point(double left, double right) =>
        new((float)Chance.Between(left, right), (float)Chance.Between(6, Height - 6));

    /// <summary>Pulls the drawing over a net of cells whose knots move along two waves.</summary>
    private static void Warp(SKSurface flat, SKCanvas canvas)
    {
        var (across, down) = (Wave.Any(), Wave.Any());
        var from = Knots().ToArray();
        var to = from.Select(knot => new SKPoint(knot.X + across.At(knot.Y), knot.Y + down.At(knot.X))).ToArray();
        using var drawing = flat.Snapshot();
        using var shader = drawing.ToShader(
            SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, new SKSamplingOptions(SKFilterMode.Linear));
        using var paint = new SKPaint { Shader = shader };
        using var net = SKVertices.CreateCopy(SKVertexMode.Triangles, to, from, null, Corners().ToArray());
        canvas.DrawVertices(net, SKBlendMode.Src, paint);
    }

    private static IEnumerable<SKPoint> Knots() =>
        from y in Enumerable.Range(-1, Height / Cell + 3)
        from x in Enumerable.Range(-1, Width / Cell + 3)
        select new SKPoint(x * Cell, y * Cell);

    private static IEnumerable<ushort> Corners()
    {
        const int Row = Width / Cell + 3;
        return from y in Enumerable.Range(0, Height / Cell + 2)
               from x in Enumerable.Range(0, Row - 1)
               let corner = y * Row + x
               from step in (int[])[0, 1, Row, 1, Row, Row + 1]
               select (ushort)(corner + step);
    }

    private static void Speckle(SKCanvas canvas, SKColor colour, int count)
    {
        using var paint = Paint(colour, SKPaintStyle.Fill);
        for (var i = 0; i < count; i++)
        {
            canvas.DrawCircle(Point(0, Width), (float)Chance.Between(0.4, 1.1), paint);
        }
    }

    private static SKPaint Paint(SKColor colour, SKPaintStyle style) =>
        new() { Color = colour, Style = style, IsAntialias = true };

    private readonly record struct Wave(double Height, double Length, double Start)
    {
        public static Wave Any() => new(Chance.Between(2.5, 4), Chance.Between(55, 90), Chance.Between(0, Math.Tau));

        public float At(float place) => (float)(Height * Math.Sin(Start + Math.Tau * place / Length));
    }
}
