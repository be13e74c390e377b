using OpsCenter.Migrations.Catalog;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;

namespace OpsCenter.Migrations.Operations;

/// <summary>What a dry run did and undid.</summary>
/// <param name="Migration">The migration's name.</param>
/// <param name="Steps">What the script said while it really ran.</param>
/// <param name="Duration">How long the script ran.</param>
/// <param name="Schema">The tables before the script, and inside its transaction after it.</param>
/// <param name="Preservation">Content before against content after the rollback.</param>
/// <param name="CatalogDifferences">System catalogs that differ after the rollback: empty, unless somebody else changed the schema meanwhile.</param>
public sealed record DryRunReport(
    string Migration,
    IReadOnlyList<MigrationStep> Steps,
    TimeSpan Duration,
    SchemaChange Schema,
    PreservationReport Preservation,
    IReadOnlyList<string> CatalogDifferences
)
{
    /// <summary>
    /// Whether it ran on an empty copy of the tables' definitions, in a database of its own that was dropped afterwards: on the tables themselves
    /// it would have kept other sessions waiting.
    /// </summary>
    public bool OnCopy { get; init; }

    /// <summary>Whether it is proved that nothing stayed.</summary>
    public bool NothingStayed => CatalogDifferences.Count == 0 && Preservation.IsPreserved;
}
