using System.Data;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Execution;

/// <summary>Verifies that the transaction of a script wrote nothing that was there before the migration but what it may write.</summary>
internal sealed class WriteGuard
{
    private readonly DatabaseSession _session;
    private readonly WriteCounters _counters;
    private readonly UncountedRows? _rows;

    private WriteGuard(DatabaseSession session, WriteCounters counters, UncountedRows? rows)
    {
        _session = session;
        _counters = counters;
        _rows = rows;
    }

    /// <summary>Begins the transaction of a script.</summary>
    public static async Task<WriteGuard> BeginAsync(
        EngineContext context,
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    )
    {
        var isCounted =
            await session.ScalarAsync<string>(
                "select current_setting('track_counts')",
                cancellation
            ) != "off";
        // Without counters the rows are compared, in a snapshot that sees this transaction's writes and nobody else's.
        await session.BeginAsync(
            isCounted ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead,
            cancellation
        );
        var created = await CreatedObjects.ReadAsync(session, migration, cancellation);
        var tables = await PreservedTables.FindAsync(session, created, cancellation);
        var counters = await WriteCounters.ReadAsync(
            session,
            tables,
            await Sequences.FindAsync(session, created, cancellation),
            created,
            cancellation
        );
        return new WriteGuard(
            session,
            counters,
            isCounted ? null : await UncountedRows.ReadAsync(context, session, tables, cancellation)
        );
    }

    /// <param name="script">The script that has run in the transaction.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="updates">How many rows of which table (by OID) it had to update: exactly as many, and no others.</param>
    /// <param name="mayRecord">Whether tables in which the migration has created nothing may have got rows (<see cref="RecordedRows"/>).</param>
    /// <exception cref="DataTouchedException">It wrote, rewrote or removed something else.</exception>
    public async Task EnsureUntouchedAsync(
        MigrationScript script,
        CancellationToken cancellation,
        IReadOnlyDictionary<long, long>? updates = null,
        bool mayRecord = false
    )
    {
        await _counters.EnsureUntouchedAsync(
            _session,
            script.FileName,
            cancellation,
            _rows is null ? updates : null,
            mayRecord
        );
        if (_rows is not null && await _rows.TouchedAsync(cancellation) is { Count: > 0 } touched)
        {
            throw new DataTouchedException(
                $"{script.FileName} changed rows or earlier columns of {string.Join(", ", touched)}, and was rolled back (track_counts is off: found by digest).",
                "A migration extends only. If the script has no statement that writes these tables, look for a trigger, a rule or an event trigger that does."
            );
        }
    }
}
