using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace SsprBot.Storage;

public sealed class PeppersTests : IDisposable
{
    private readonly Shelf _shelf = new();
    private readonly EphemeralDataProtectionProvider _keys = new();

    private string KeptFile => Path.Combine(_shelf.Folder.FullPath, "peppers", Peppers.Codes);

    public void Dispose() => _shelf.Dispose();

    [Fact]
    public void A_pepper_is_made_once_and_kept()
    {
        var before = Mark(Peppers.Codes);
        _shelf.Close();

        Assert.Equal(before, Mark(Peppers.Codes));
    }

    [Fact]
    public void Each_purpose_has_a_pepper_of_its_own() => Assert.NotEqual(Mark(Peppers.Codes), Mark(Peppers.Audit));

    [Fact]
    public void Each_installation_has_peppers_of_its_own()
    {
        using var other = new Shelf();

        Assert.NotEqual(Mark(Peppers.Codes), new Peppers(new LocalPeppers(other.Folder), _keys).For(Peppers.Codes).Pseudonym("a"));
    }

    [Fact]
    public async Task Those_who_make_it_at_once_have_the_same()
    {
        var peppers = new Peppers(new LocalPeppers(_shelf.Folder), _keys);

        var marks = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => peppers.For(Peppers.Codes).Pseudonym("a"))));

        Assert.Single(marks.Distinct());
        Assert.Equal([KeptFile], Directory.GetFiles(Path.GetDirectoryName(KeptFile)!));
    }

    [Fact]
    public void A_pepper_that_was_edited_is_not_made_anew()
    {
        Mark(Peppers.Codes);
        var bytes = File.ReadAllBytes(KeptFile);
        bytes[^1] ^= 1;
        File.WriteAllBytes(KeptFile, bytes);

        Assert.Throws<RecordDamagedException>(() => Mark(Peppers.Codes));
        Assert.Equal(bytes, File.ReadAllBytes(KeptFile));
    }

    [Fact]
    public void The_file_of_one_purpose_is_not_that_of_another()
    {
        Mark(Peppers.Codes);
        File.Copy(KeptFile, Path.Combine(Path.GetDirectoryName(KeptFile)!, Peppers.Audit));

        Assert.Throws<RecordDamagedException>(() => Mark(Peppers.Audit));
    }

    private string Mark(string name) => new Peppers(new LocalPeppers(_shelf.Folder), _keys).For(name).Pseudonym("a");
}
