namespace OpsCenter.Scripts.Folders;

/// <summary>One migration of a folder.</summary>
/// <param name="Version">Its place in the order.</param>
/// <param name="Name">Its name without the version; may be empty.</param>
/// <param name="Up">The script that applies it.</param>
/// <param name="Down">The script that rolls it back; null if there is none, or none with a statement.</param>
public sealed record FolderMigration(
    MigrationVersion Version,
    string Name,
    FolderScript Up,
    FolderScript? Down
)
{
    /// <summary>Whether it is applied again each time it was edited, after all others (<c>R__name.sql</c> of Flyway).</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether it is applied each time, edited or not (<c>ScriptType.RunAlways</c> of DbUp).</summary>
    public bool RunsAlways { get; init; }

    /// <summary>A script without effect that fails if the migration is not in place (sqitch); null if there is none.</summary>
    public FolderScript? Verify { get; init; }

    /// <summary>The key in the journal: the version, or the name of a migration that has none.</summary>
    public string Key => Version.Text;

    /// <summary>Version and name, as messages show them.</summary>
    public string Title => TitleOf(Key, Name);

    /// <summary>Key and name; the key alone if it has the name in it.</summary>
    public static string TitleOf(string key, string name) =>
        name.Length == 0 || key.EndsWith(name, StringComparison.Ordinal) ? key : $"{key} {name}";
}
