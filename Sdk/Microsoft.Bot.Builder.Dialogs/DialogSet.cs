using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Dialogs that can begin each other by their ids.</summary>
public class DialogSet
{
    private const int VersionBytes = 8;

    private readonly IStatePropertyAccessor<DialogState> _dialogState;
    private readonly Dictionary<string, Dialog> _dialogs = [];
    private IBotTelemetryClient _telemetryClient;
    private string _version;

    public DialogSet()
    {
    }

    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        ArgumentNullException.ThrowIfNull(dialogState);
        _dialogState = dialogState;
    }

    /// <summary>Set for every dialog, also those added later.</summary>
    [JsonIgnore]
    public IBotTelemetryClient TelemetryClient
    {
        get => _telemetryClient ?? NullBotTelemetryClient.Instance;
        set
        {
            _telemetryClient = value ?? NullBotTelemetryClient.Instance;
            foreach (var dialog in _dialogs.Values)
            {
                dialog.TelemetryClient = _telemetryClient;
            }
        }
    }

    /// <summary>The same for the same dialogs, in every process.</summary>
    public virtual string GetVersion() => _version ??= ComputeVersion();

    /// <summary>Adds the dialog and its dependencies. Another dialog with an id that is taken gets a number behind it: "ask2".</summary>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        var id = dialog.Id;
        for (var number = 2; !_dialogs.TryAdd(dialog.Id, dialog); number++)
        {
            if (_dialogs[dialog.Id] == dialog)
            {
                return this;
            }

            dialog.Id = string.Create(CultureInfo.InvariantCulture, $"{id}{number}");
        }

        _version = null;
        if (_telemetryClient is not null)
        {
            dialog.TelemetryClient = _telemetryClient;
        }

        foreach (var dependency in (dialog as IDialogDependencies)?.GetDependencies() ?? [])
        {
            Add(dependency);
        }

        return this;
    }

    /// <summary>Continues the conversation that the turn belongs to; throws when the set was made without an accessor.</summary>
    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (_dialogState is null)
        {
            throw new InvalidOperationException("This set of dialogs was made without a place to keep its state.");
        }

        var state = await _dialogState.GetAsync(turnContext, static () => new DialogState(), cancellationToken).ConfigureAwait(false);
        return new DialogContext(this, turnContext, state);
    }

    /// <summary>The dialog, or null.</summary>
    public Dialog Find(string dialogId)
    {
        Guard.NotEmpty(dialogId);
        return _dialogs.GetValueOrDefault(dialogId);
    }

    public IEnumerable<Dialog> GetDialogs() => _dialogs.Values;

    private string ComputeVersion()
    {
        var versions = new StringBuilder();
        foreach (var (id, dialog) in _dialogs)
        {
            versions.Append('|').Append(id).Append(':').Append(dialog.GetVersion());
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(versions.ToString())), 0, VersionBytes);
    }
}
