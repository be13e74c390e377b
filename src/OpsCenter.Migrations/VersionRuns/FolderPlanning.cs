using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

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
            IReadOnlyList<(FolderVersion Version, FolderScript Script)> scripts =
                direction == MigrationDirection.Up
                    ? await ToApplyAsync(session, standing, cancellation)
                    : await new FolderRollback(context, folder, options).ChooseAsync(
                        session,
                        standing,
                        cancellation
                    );
            return Plan(direction, session, scripts);
        }
        catch (MigrationException obstacle)
            when (obstacle
                    is VersionConflictException
                        or ChecksumChangedException
                        or MigrationRefusedException
            )
        {
            return new FolderPlan(folder.Convention.Name, [], obstacle);
        }
    }

    private async Task<IReadOnlyList<(FolderVersion Version, FolderScript Script)>> ToApplyAsync(
        DatabaseSession session,
        FolderStanding standing,
        CancellationToken cancellation
    )
    {
        standing.EnsureApplicable(options.AcceptEdit, options.OutOfOrder);
        IReadOnlyList<(FolderVersion Version, FolderScript Script)> scripts =
        [
            .. FolderSelection
                .ToApply(standing, options)
                .Select(version => (version, version.Migration!.Up)),
        ];
        await BatchDeclarations.EnsureAsync(session, scripts, cancellation);
        return scripts;
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

    private static IReadOnlyList<string> Dropping(FolderScript up) =>
        [
            .. up.Parts()
                .SelectMany(part => part.Statements)
                .Where(statement => DroppedData.IsIn(statement.Text))
                .Select(statement => statement.Summary),
        ];

    private static PlannedMigration Planned(FolderVersion version, FolderScript script)
    {
        var parts = script.Parts();
        return new PlannedMigration(
            version.Title,
            version.Migration!.Up == script || version.Migration.Down == script
                ? script.File
                : null,
            ScriptPart.IsWhole(parts),
            [
                .. parts.SelectMany(part =>
                    part.Statements.Select(statement => new PlannedStatement(
                        statement.Line,
                        part.InTransaction,
                        statement.Summary
                    )
                    {
                        Batch = part.Batch is { } batch
                            ? new PlannedBatch(batch.Rows, batch.Column)
                            : null,
                        DropsData = DroppedData.IsIn(statement.Text),
                    })
                ),
            ]
        )
        {
            NotArchived = version.Migration.Up == script ? [] : Dropping(version.Migration.Up),
        };
    }
}
