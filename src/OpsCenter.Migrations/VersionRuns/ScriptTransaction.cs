using System.Data;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Runs statements of a script in the open transaction of a session, and finds out what they did.</summary>
/// <param name="context">Its logger.</param>
/// <param name="session">The session.</param>
/// <param name="countsRows">Whether the rows that they write are counted.</param>
internal sealed class ScriptTransaction(
    EngineContext context,
    DatabaseSession session,
    bool countsRows = true
)
{
    // A script may have left another role; SET without LOCAL lasts until the session ends.
    private static readonly string[] OwnSettings =
    [
        "reset session authorization",
        "reset role",
        CallerPath.Pin,
        "set constraints all immediate",
    ];

    /// <summary>The objects after the statements; null before they ran.</summary>
    public ObjectImage? After { get; private set; }

    /// <summary>Runs the statements under the search_path of the connection.</summary>
    /// <param name="part">The transaction.</param>
    /// <param name="cancellation">Ends the statement that runs.</param>
    public async Task<ScriptEffects> RunAsync(OpenPart part, CancellationToken cancellation)
    {
        var counted = await CountAsync(part, cancellation);
        await session.ExecuteAsync(
            "select pg_catalog.set_config('search_path', $1, true)",
            cancellation,
            session.CallerPath.Setting
        );
        await new ScriptRunner(session, context.Logger).RunAsync(
            part.Statements,
            new SilentJournal(),
            cancellation
        );
        try
        {
            await session.ExecuteBatchAsync(OwnSettings, cancellation);
        }
        catch (PostgresException exception)
            when (exception.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            // A deferred constraint: the commit would have failed.
            throw ScriptFailure.Translate(
                part.Statements,
                part.Statements.List.Count - 1,
                exception
            );
        }

        var after = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
        After = after;
        var recounted = await CountAsync(part, cancellation);
        var files = ScriptEffects.NewFilesBetween(part.Before, after);
        return new ScriptEffects(
            await ForeignObjects.RemoveAsync(
                ObjectDifference.Between(part.Before, after),
                part.Watcher,
                cancellation
            ),
            counted is null ? [] : recounted!.Since(counted, part.Before.Tables),
            [.. files.Where(table => table.HasFile)]
        )
        {
            NewFiles = files,
            AreRowsCounted = countsRows,
        };
    }

    private async Task<RowCounters?> CountAsync(OpenPart part, CancellationToken cancellation)
    {
        if (!countsRows)
        {
            return null;
        }

        var counters = await RowCounters.ReadAsync(session, part.Before.Tables, cancellation);
        EnsureOn(counters, part);
        return counters;
    }

    /// <summary>Without the counters, what a script does to rows would be neither reported nor archived.</summary>
    private static void EnsureOn(RowCounters counters, OpenPart part)
    {
        if (!counters.AreOn)
        {
            throw new MigrationRefusedException(
                part.Statements.File,
                $"{part.Statements.File}: track_counts is off, so that the server does not count which rows a script writes. Nothing of it was kept.",
                "Turn it on: alter database ... set track_counts = on; or take it out of the script, or of the connection."
                    + " An apply with --preserve off does not count."
            );
        }
    }

    /// <summary>Begins a transaction as scripts expect it.</summary>
    public Task BeginAsync(CancellationToken cancellation) =>
        session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
}
