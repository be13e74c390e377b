using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Finds out what a run would execute. Reads the journal and the files; executes nothing of them.</summary>
internal sealed class FolderPlanning(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<FolderPlan> RunAsync(
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        await using var session = await context.OpenAsync(cancellation);
        var journal = new VersionJournal(options.Source, context.Clock);
        var entries = await journal.ReadAsync(session, cancellation);
        var standing = FolderStanding.Of(folder, entries);
        try
        {
            await new OtherTool(journal, folder, options).EnsureNoneAsync(
                session,
                entries,
                cancellation
            );
            if (direction == MigrationDirection.Up)
            {
                standing.EnsureApplicable(options.AcceptEdit, options.OutOfOrder);
                return Plan(
                    direction,
                    session,
                    [
                        .. FolderSelection
                            .ToApply(standing, options)
                            .Select(version => (version, version.Migration!.Up)),
                    ]
                );
            }

            var rollback = new FolderRollback(context, folder, options);
            return Plan(
                direction,
                session,
                await rollback.ChooseAsync(session, standing, cancellation)
            );
        }
        catch (MigrationException obstacle)
            when (obstacle is VersionConflictException or ChecksumChangedException)
        {
            return new FolderPlan(folder.Convention.Name, [], obstacle);
        }
    }

    private FolderPlan Plan(
        MigrationDirection direction,
        DatabaseSession session,
        IReadOnlyList<(FolderVersion Version, FolderScript Script)> scripts
    ) =>
        new(
            folder.Convention.Name,
            [.. scripts.Select(chosen => Planned(chosen.Version, chosen.Script))],
            Obstacle: null
        )
        {
            Outline = FolderOutline.Of(
                direction,
                options.Source,
                session.Connection.Database,
                scripts
            ),
        };

    private static PlannedMigration Planned(FolderVersion version, FolderScript script)
    {
        var parts = FolderApply.PartsOf(script);
        return new PlannedMigration(
            version.Title,
            version.Migration!.Up == script || version.Migration.Down == script
                ? script.File
                : null,
            parts is [] or [{ InTransaction: true }],
            [
                .. parts.SelectMany(part =>
                    part.Statements.Select(statement => new PlannedStatement(
                        statement.Line,
                        part.InTransaction,
                        statement.Summary
                    ))
                ),
            ]
        );
    }
}
