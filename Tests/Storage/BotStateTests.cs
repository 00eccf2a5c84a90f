using SsprBot.Domain;

namespace SsprBot.Storage;

public sealed class BotStateTests : BotStateContract, IDisposable
{
    private readonly Shelf _shelf = new();

    protected override IRecords Records => new SqliteRecords(_shelf.File, _shelf.Fleeting, Time);

    public void Dispose() => _shelf.Dispose();

    protected override void Restart() => _shelf.Close();

    protected override Task<byte[]> BytesAsync() => Task.FromResult(_shelf.Bytes());
}
