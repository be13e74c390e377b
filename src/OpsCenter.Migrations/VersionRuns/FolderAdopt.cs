using System.Data;
using System.Globalization;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Records what another tool applied, by its journal, which stays as it is.</summary>
internal sealed class FolderAdopt(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<FolderAdoption> RunAsync(CancellationToken cancellation)
    {
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await context.OpenAsync(cancellation);
        await runner.EnsureSameServerAsync(session, cancellation);
        var journal = new VersionJournal(options.Source, context.Clock);
        var known = await journal.ReadAsync(session, cancellation);
        var foreign =
            await ForeignJournals.FindAsync(session, folder, cancellation)
            ?? throw new VersionConflictException(
                "There is no journal of another tool in the schemas of the search_path. Nothing was recorded.",
                "Let the search_path of the connection lead to it (Search Path=...). Without a journal there is nothing to adopt: apply runs all migrations."
            );
        Ensure(foreign);
        if (known.Count == 0 && await journal.HasHistoryAsync(session, cancellation))
        {
            throw new VersionConflictException(
                $"Migrations were applied to this database and rolled back by opscenter: the journal of {foreign.Tool}, {foreign.Table}, does not know "
                    + "that. Nothing was recorded.",
                "Apply what is pending. The other journal is no longer true: drop it when nobody needs it."
            );
        }
        IReadOnlySet<string> undone =
            known.Count == 0
                ? new HashSet<string>(StringComparer.Ordinal)
                : await journal.ReadRolledBackAsync(session, cancellation);
        var adopted = folder
            .Migrations.Where(foreign.Applied)
            .Where(migration =>
                known.All(entry => entry.Version != migration.Key)
                // Its journal does not know that.
                && !undone.Contains(migration.Key)
            )
            .ToList();
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        if (!await VersionSchema.ExistsAsync(session, cancellation))
        {
            await VersionSchema.CreateAsync(session, cancellation);
        }

        foreach (var migration in adopted)
        {
            await journal.AdoptAsync(session, migration, foreign.Tool, cancellation);
        }

        await runner.EnsureHeldAsync(cancellation);
        await session.CommitAsync(cancellation);
        return new FolderAdoption(
            folder.Convention.Name,
            foreign.Tool,
            foreign.Table,
            [.. adopted.Select(migration => migration.Title)],
            [
                .. folder
                    .Migrations.Where(migration =>
                        !adopted.Contains(migration)
                        && known.All(entry => entry.Version != migration.Key)
                    )
                    .Select(migration => migration.Title),
            ]
        );
    }

    private void Ensure(ForeignJournal foreign)
    {
        if (foreign.Fault is { } fault)
        {
            throw new VersionConflictException(
                $"The journal of {foreign.Tool}, {foreign.Table}, cannot be adopted: {fault}. Nothing was recorded.",
                foreign.IsUnread
                    ? "Find out who made it and why. If it is the journal, run opscenter as its owner, or have it given to the owner of the database."
                    : $"Bring the database into order with {foreign.Tool} first, then adopt."
            );
        }

        var found = folder.Migrations.Count(foreign.Applied);
        if (foreign.Count > 0 && foreign.Tool != "golang-migrate" && found < foreign.Count)
        {
            throw new VersionConflictException(
                $"The journal of {foreign.Tool}, {foreign.Table}, has {Amount.Of(foreign.Count, "migration")}, and the folder has {found} of them. Nothing was recorded.",
                "Name the folder that was applied."
            );
        }

        if (
            foreign.StandsAt is { } version
            && !folder.Migrations.Any(migration =>
                migration.Version.Parts is [var own] && own == version
            )
        )
        {
            throw new VersionConflictException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The journal of {foreign.Tool}, {foreign.Table}, stands at version {version}, and {folder.Path} has no migration of that version. Nothing was recorded."
                ),
                "Name the folder that was applied, as new as the database is."
            );
        }

        if (foreign.Count > 0 && found == 0)
        {
            throw new VersionConflictException(
                $"The journal of {foreign.Tool}, {foreign.Table}, has none of the migrations of {folder.Path}. Nothing was recorded.",
                "Name the folder that was applied."
            );
        }
    }
}
