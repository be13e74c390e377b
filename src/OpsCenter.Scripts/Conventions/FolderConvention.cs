using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>How a migration tool names the files of a folder, and what it writes into them.</summary>
public abstract class FolderConvention
{
    /// <summary>The name of the tool, as options and messages have it.</summary>
    public abstract string Name { get; }

    /// <summary>What a file, or a folder, is called: <c>NNN_name.up.sql</c>.</summary>
    public abstract string Pattern { get; }

    /// <summary>The files that follow the convention and no weaker one. Reads no more than it must.</summary>
    public abstract IReadOnlyList<string> Claim(FolderFiles files);

    /// <summary>The migrations of a folder, in any order.</summary>
    /// <exception cref="MigrationFolderException">A file does not follow the convention.</exception>
    public abstract IReadOnlyList<FolderMigration> Read(FolderFiles files);

    /// <summary>The files of a migration that is begun; none if a file is not all of it.</summary>
    /// <param name="version">Its version.</param>
    /// <param name="name">Its name.</param>
    public abstract IReadOnlyList<NewFile> Begin(string version, string name);

    /// <summary>A script of a file that is one script.</summary>
    protected static FolderScript Whole(FolderFiles files, string name) =>
        Checked(new FolderScript(name, files.Read(name)));

    /// <summary>A script of a file that sqlx may run: it looks for this at the very beginning.</summary>
    protected static FolderScript OfSqlx(FolderScript script) =>
        script.Script.Text.StartsWith("-- no-transaction", StringComparison.Ordinal)
            ? script with
            {
                InTransaction = false,
            }
            : script;

    /// <summary>The script with its directives, after a look that it can be split.</summary>
    /// <exception cref="MigrationFolderException">It cannot be split into statements.</exception>
    protected static FolderScript Checked(FolderScript script)
    {
        try
        {
            _ = script.Script.Statements;
        }
        catch (Statements.ScriptSyntaxException exception)
        {
            throw new MigrationFolderException(
                exception.Message,
                "Correct the file. Nothing was touched."
            );
        }

        return ScriptDirectives.Applied(script);
    }

    /// <summary>A down script without a statement rolls back nothing: it counts as none.</summary>
    protected static FolderScript? DownOrNone(FolderScript? down) =>
        down is null || down.IsEmpty ? null : down;

    /// <summary>Refuses SQL files that the convention does not know: their tool would pass over them without a word.</summary>
    protected void EnsureAllClaimed(FolderFiles files, IEnumerable<string> names)
    {
        var claimed = Claim(files).ToHashSet(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !claimed.Contains(name)) is { } stray)
        {
            throw new MigrationFolderException(
                $"{stray} is not named as {Name} names its files ({Pattern}), as others in the folder are.",
                "Rename the file, or move it to another folder if it is no migration."
            );
        }
    }
}
