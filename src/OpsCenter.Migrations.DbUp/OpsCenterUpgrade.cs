using DbUp.Builder;
using Npgsql;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.DbUp;

/// <summary>How OpsCenter runs the scripts of a program that uses DbUp. One object for one builder.</summary>
/// <param name="dataSource">Leads to the same database as the builder. Stays the caller's.</param>
public sealed class OpsCenterUpgrade(NpgsqlDataSource dataSource)
{
    private AttachedUpgrade? _attached;

    /// <summary>A folder of any known convention in the place of the builder's scripts; null for those.</summary>
    public MigrationFolder? Folder { get; init; }

    /// <summary>Which scripts, and what they may do.</summary>
    public FolderOptions FolderOptions { get; init; } = new();

    /// <summary>How long to wait. Without a listener of its own, progress goes to the builder's log.</summary>
    public MigratorOptions Options { get; init; } = new();

    /// <summary>Ends what runs, and rolls it back; DbUp itself takes no token.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Status, plan, dry run, verification, rollback and restore of the same scripts. After <c>Build()</c>.</summary>
    /// <exception cref="InvalidOperationException">The builder was not built yet.</exception>
    public FolderMigrator Migrator() => Create(Attached.Read());

    internal FolderMigrator Create(MigrationFolder folder) =>
        new(
            dataSource,
            folder,
            FolderOptions,
            Options.Progress is null ? Options with { Progress = Attached.Progress } : Options
        );

    internal void Attach(UpgradeConfiguration configuration)
    {
        if (_attached is not null)
        {
            throw new InvalidOperationException(
                "An OpsCenterUpgrade is for one builder, which is built once."
            );
        }

        _attached = new AttachedUpgrade(this, configuration);
    }

    private AttachedUpgrade Attached =>
        _attached
        ?? throw new InvalidOperationException(
            "Call Build() of the builder first, which is where the scripts come from."
        );
}
