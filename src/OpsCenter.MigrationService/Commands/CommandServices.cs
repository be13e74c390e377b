using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Planning;

namespace OpsCenter.MigrationService.Commands;

/// <summary>What a command works with.</summary>
/// <param name="DataSource">Leads to the database.</param>
/// <param name="Migrator">Runs OpsCenter's own migrations.</param>
/// <param name="Migration">The one of them that is meant.</param>
/// <param name="Folder">Runs the migrations of a folder; null if none was given.</param>
internal sealed record CommandServices(
    NpgsqlDataSource DataSource,
    Migrator Migrator,
    Migration Migration,
    FolderMigrator? Folder
)
{
    /// <summary>The plan that the run must be; null if none was given.</summary>
    public ApprovedPlan? Approved { get; init; }
}
