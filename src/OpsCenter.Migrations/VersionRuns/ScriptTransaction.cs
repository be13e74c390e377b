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

    // The server writes its log in order: a later commit that is waited for takes this one with it.
    private const string Later = "select pg_catalog.set_config('synchronous_commit', 'off', true)";

    /// <summary>The objects after the statements; null before they ran.</summary>
    public ObjectImage? After { get; private set; }

    /// <summary>Whether the statements, or earlier ones, have left prepared statements in the session.</summary>
    public bool HasPrepared { get; private set; }

    /// <summary>Runs the statements under the search_path of the connection.</summary>
    /// <param name="part">The transaction.</param>
    /// <param name="cancellation">Ends the statement that runs.</param>
    /// <param name="work">What is done around them; null if that is somebody else's matter.</param>
    public async Task<ScriptEffects> RunAsync(
        OpenPart part,
        CancellationToken cancellation,
        IPartWork? work = null
    )
    {
        var counted = RowCounters.Ask(part.Before.Tables);
        var recounted = RowCounters.Ask(part.Before.Tables);
        var prepared = PreparedQueries.AskOfScripts();
        var update = new ImageUpdate(part.Before, VersionSchema.Own);
        // Parsed later, they would mean what the search_path of the script says.
        await session.PrepareAsync(Reads(update, recounted, prepared, work), cancellation);
        await session.ReadAsync(
            [
                .. countsRows ? [counted] : Array.Empty<BatchedRead>(),
                .. work?.Ask(session) ?? [],
                CallersPath(),
            ],
            cancellation,
            prepared: true
        );
        EnsureOn(counted, part);
        if (work is not null)
        {
            await work.StartAsync(part, cancellation);
        }

        await new ScriptRunner(session, context.Logger).RunAsync(
            part.Statements,
            new SilentJournal(),
            cancellation
        );
        try
        {
            if (part.Statements.MayDeallocate)
            {
                session.Connection.UnprepareAll();
                // Parsed before these, what follows would mean what the search_path of the script says.
                await session.ExecuteBatchAsync(OwnSettings, cancellation);
            }

            await session.ReadAsync(
                Reads(update, recounted, prepared, work),
                cancellation,
                prepared: true
            );
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

        HasPrepared = prepared.Rows.Count > 0;
        EnsureOn(recounted, part);
        After = await update.ReadAsync(session, cancellation);
        var files = ScriptEffects.NewFilesBetween(part.Before, After);
        return new ScriptEffects(
            await DifferenceAsync(part, After, cancellation),
            countsRows
                ? RowCounters.Of(recounted).Since(RowCounters.Of(counted), part.Before.Tables)
                : [],
            [.. files.Where(table => table.HasFile)]
        )
        {
            NewFiles = files,
            AreRowsCounted = countsRows,
        };
    }

    /// <summary>What is asked after the statements.</summary>
    private IReadOnlyList<BatchedRead> Reads(
        ImageUpdate update,
        SessionRead<(long, (long, long, long))> recounted,
        SessionRead<string> prepared,
        IPartWork? work
    ) =>
        [
            .. OwnSettings.Select(setting => new SessionCommand(setting)),
            .. work?.IsFollowed == true ? [new SessionCommand(Later)] : Array.Empty<BatchedRead>(),
            .. update.Reads,
            .. countsRows ? [recounted] : Array.Empty<BatchedRead>(),
            prepared,
            .. work?.Ask(session) ?? [],
        ];

    private SessionCommand CallersPath() =>
        new("select pg_catalog.set_config('search_path', $1, true)", session.CallerPath.Setting);

    private static async Task<ObjectDifference> DifferenceAsync(
        OpenPart part,
        ObjectImage after,
        CancellationToken cancellation
    )
    {
        var difference = ObjectDifference.Between(part.Before, after);
        return after.State.IsOnlyOwnSince(part.Before.State)
            ? difference
            : await ForeignObjects.RemoveAsync(difference, after.State, part.Watcher, cancellation);
    }

    /// <summary>Without the counters, what a script does to rows would be neither reported nor archived.</summary>
    private void EnsureOn(
        SessionRead<(long Oid, (long, long, long) Counts)> counters,
        OpenPart part
    )
    {
        if (countsRows && !RowCounters.Of(counters).AreOn)
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
