using System.Collections.Frozen;
using Npgsql;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Running;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.MigrationService.Checking;

/// <summary>What <c>opscenter apply</c> and <c>opscenter rollback</c> do with a migration, for the harness.</summary>
internal sealed class CheckedEngine : IFolderEngine
{
    public IReadOnlyList<string> MetadataSchemas { get; } =
    ["opscenter_migrations", "opscenter_migrations_archive"];

    public async Task<EngineError?> RunAsync(
        FolderMigration migration,
        bool isUp,
        string connectionString,
        CancellationToken cancellation
    )
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseBuiltInTypesOnly();
        await using var source = builder.Build();
        try
        {
            var migrator = new FolderMigrator(source, Folder(migration));
            _ = isUp
                ? await migrator.ApplyAsync(cancellation)
                : await migrator.RollbackAsync(cancellation);
            return null;
        }
        catch (Exception failure)
            when (failure
                    is MigrationException
                        or MigrationFolderException
                        or ScriptSyntaxException
                        or NpgsqlException
            )
        {
            return new EngineError(
                string.Join(' ', failure.Message.Split('\n', StringSplitOptions.TrimEntries)),
                (
                    failure as PostgresException ?? failure.InnerException as PostgresException
                )?.SqlState,
                failure is DataTouchedException or MigrationRefusedException
            );
        }
    }

    /// <summary>A folder of the one migration. Its directives are read again.</summary>
    private static MigrationFolder Folder(FolderMigration migration) =>
        MigrationFolder.Of(
            "the folder",
            [
                Script("migration.sql", migration.Up),
                .. migration.Down is { } down
                    ? [Script("migration.down.sql", down)]
                    : (FolderScript[])[],
            ],
            FrozenSet<string>.Empty
        );

    private static FolderScript Script(string name, FolderScript script) =>
        new(name, script.Script with { Name = name })
        {
            InTransaction = script.InTransaction,
            Checksum = script.Checksum,
        };
}
