using OpsCenter.Conformance.Laws;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Folders;

/// <summary>Which migrations of a folder are checked, and against what.</summary>
public sealed record FolderCheckOptions
{
    /// <summary>What is in the database before the first migration; null for an empty database.</summary>
    public SqlScript? Base { get; init; }

    /// <summary>Rows for the base; null for generated ones only.</summary>
    public SqlScript? Data { get; init; }

    /// <summary>The migrations to check; the others only build the databases for them.</summary>
    public Func<FolderMigration, bool> Selects { get; init; } = _ => true;

    /// <summary>The laws to check.</summary>
    public IReadOnlyList<Law> Laws { get; init; } = FolderLaws.Fast;

    /// <summary>The tool that runs the folder in production; null for the one whose convention the folder follows.</summary>
    public string? Tool { get; init; }

    /// <summary>Laws that no migration of the folder promises to keep, beside what the tool takes care of.</summary>
    public IReadOnlyList<Declaration> Declared { get; init; } = [];

    /// <summary>Laws that one migration does not promise to keep.</summary>
    public Func<FolderMigration, IReadOnlyList<Declaration>> DeclaredFor { get; init; } = _ => [];

    /// <summary>Grants that the migrations' role needs; see <see cref="MigrationPair.Grants"/>.</summary>
    public SqlScript? Grants { get; init; }

    /// <summary>See <see cref="MigrationPair.MetadataSchemas"/>.</summary>
    public IReadOnlyList<string> MetadataSchemas { get; init; } = [];

    /// <summary>See <see cref="MigrationPair.MetadataTables"/>.</summary>
    public IReadOnlyList<string> MetadataTables { get; init; } = [];

    /// <summary>The seed of all random choices.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The verdicts of earlier checks. A migration whose scripts, base, options and servers are the same is not checked again; null to check
    /// everything.
    /// </summary>
    public VerdictCache? Cache { get; init; }

    /// <summary>The engine whose runs are checked, in the place of sessions that send the statements; null for these.</summary>
    public IFolderEngine? Engine { get; init; }

    /// <summary>How many migrations are checked at the same time, at least 1.</summary>
    public int Jobs { get; init; } = 1;
}
