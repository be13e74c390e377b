using OpsCenter.Scripts.Conventions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts;

/// <summary>A folder of SQL migrations, as the tool keeps it that it was written for.</summary>
public sealed class MigrationFolder
{
    private MigrationFolder(
        string path,
        FolderConvention convention,
        IReadOnlyList<FolderMigration> migrations
    )
    {
        Path = path;
        Convention = convention;
        Migrations = migrations;
    }

    /// <summary>The names of the conventions that are known.</summary>
    public static IReadOnlyList<string> KnownConventions { get; } =
    [.. AllConventions.List.Select(convention => convention.Name)];

    /// <summary>The folder, as it was named.</summary>
    public string Path { get; }

    /// <summary>What its files are called, and what is written in them.</summary>
    public FolderConvention Convention { get; }

    /// <summary>Its migrations in the order in which they are applied; those that are repeatable come last.</summary>
    public IReadOnlyList<FolderMigration> Migrations { get; }

    /// <summary>Reads a folder. Every file is read and split into statements, so that an error comes before any work.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="convention">The name of its convention; null to find it out.</param>
    /// <exception cref="MigrationFolderException">
    /// It is no folder, has no migration, does not follow the convention, or a file cannot be read or split.
    /// </exception>
    public static MigrationFolder Read(string path, string? convention = null)
    {
        var files = FolderFiles.List(path);
        MisnamedFiles.EnsureNone(files);
        var chosen = convention is null
            ? AllConventions.Of(files)
            : AllConventions.Named(convention);
        var migrations = chosen.Read(files);
        if (migrations.Count == 0)
        {
            throw new MigrationFolderException(
                $"There is no migration of {chosen.Name} ({chosen.Pattern}) in {path}.",
                "Name another folder, or its convention with --convention."
            );
        }

        List<FolderMigration> ordered =
        [
            .. migrations
                .OrderBy(migration => migration.IsRepeatable)
                .ThenBy(migration => migration.Version, MigrationVersion.Order),
        ];
        foreach (var (earlier, later) in ordered.Zip(ordered.Skip(1)))
        {
            if (
                earlier.IsRepeatable == later.IsRepeatable
                && earlier.Version.IsSameAs(later.Version)
            )
            {
                throw DuplicateVersion.Of(later.Key, earlier.Up.File, later.Up.File);
            }
        }

        return new MigrationFolder(path, chosen, ordered);
    }
}
