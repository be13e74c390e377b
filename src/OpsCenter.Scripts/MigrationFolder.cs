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

    /// <summary>Migrations that are in no folder, such as those that are generated from code.</summary>
    /// <param name="source">What messages call it in the place of a path.</param>
    /// <param name="migrations">The migrations in the order in which they are applied.</param>
    /// <exception cref="MigrationFolderException">There is none.</exception>
    public static MigrationFolder Of(string source, IReadOnlyList<FolderMigration> migrations) =>
        migrations.Count > 0
            ? new MigrationFolder(source, new Plain(), migrations)
            : throw new MigrationFolderException(
                $"There is no migration in {source}.",
                "Name where the migrations are."
            );

    /// <summary>
    /// A folder of scripts that are in none, such as the resources of a program: applied in their order, and <c>name.down.sql</c> rolls
    /// <c>name.sql</c> back.
    /// </summary>
    /// <param name="source">What messages call it in the place of a path.</param>
    /// <param name="scripts">The scripts.</param>
    /// <param name="always">The names of those that are applied each time.</param>
    /// <exception cref="MigrationFolderException">There is none, two have a name, one cannot be split, or one rolls back nothing.</exception>
    public static MigrationFolder Of(
        string source,
        IReadOnlyList<FolderScript> scripts,
        IReadOnlySet<string> always
    )
    {
        if (scripts.Count == 0)
        {
            throw new MigrationFolderException(
                $"There is no script among {source}.",
                "Name where the scripts are."
            );
        }

        if (
            scripts
                .GroupBy(script => script.File, StringComparer.Ordinal)
                .FirstOrDefault(same => same.Skip(1).Any()) is
            { Key: var twice }
        )
        {
            throw new MigrationFolderException(
                $"{twice} is there twice among {source}.",
                "Give each script a name of its own."
            );
        }

        return new MigrationFolder(
            source,
            new Plain(),
            [
                .. Plain
                    .Pair(scripts)
                    .Select(migration =>
                        always.Contains(migration.Key)
                            ? migration with
                            {
                                IsRepeatable = true,
                                RunsAlways = true,
                            }
                            : migration
                    ),
            ]
        );
    }
}
