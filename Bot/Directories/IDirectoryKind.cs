using SsprBot.Domain;

namespace SsprBot.Directories;

/// <summary>A kind of directory that settings can name.</summary>
internal interface IDirectoryKind
{
    /// <summary>What is wrong with the settings of one directory: one sentence for each fault, beginning with <paramref name="section"/>'s path.</summary>
    IEnumerable<string> Faults(IConfigurationSection section, IHostEnvironment environment);

    /// <summary>What people cannot do with a directory of this kind, and why: one sentence each, for administrators.</summary>
    IReadOnlyList<string> Limits => [];

    /// <summary>What <see cref="Settings.DirectorySettings.LookUpStep"/> is where the settings name none.</summary>
    TimeSpan LookUpStep => TimeSpan.FromMilliseconds(250);

    /// <summary>Registers what one needs besides.</summary>
    void AddTo(IServiceCollection services, string name, IConfigurationSection section)
    {
    }

    /// <summary>Makes one, of settings without faults.</summary>
    /// <param name="name">What the settings call it.</param>
    /// <returns>
    /// Its <see cref="Account.Id"/>s hold no colon, or refer to another directory: <c>{name}:{id there}</c>, looked for by <see cref="Account.UserId"/>
    /// where the id leads to nobody; all else of such an account is left aside.
    /// </returns>
    IDirectory Create(IServiceProvider services, string name, IConfigurationSection section);
}
