using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Searches;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Trials;

/// <summary>
/// Rows for the base, made of the literals and conditions of the up script, so that each of its statements finds a row.
/// </summary>
/// <param name="Statements">The statements that insert them.</param>
/// <param name="Notes">What was added, and what was not.</param>
internal sealed record SoughtRows(IReadOnlyList<string> Statements, IReadOnlyList<string> Notes)
{
    public static SoughtRows None { get; } = new([], []);

    /// <summary>
    /// Inserts a row for each condition that no row of the base fulfils. A row with which the up script fails is left
    /// out: the base may have rules that it does not declare.
    /// </summary>
    public static async Task<SoughtRows> FindAsync(
        Trial trial,
        IReadOnlyList<Search> searches,
        DatabaseTemplate plainBase,
        CancellationToken cancellation
    )
    {
        var found = await InsertAsync(trial, searches, plainBase, cancellation);
        if (found.Count == 0)
        {
            return None;
        }

        var plain = await RunAsync(trial, [], plainBase, cancellation);
        if (plain.Failure is not null)
        {
            return None;
        }

        var kept = new List<string>();
        var notes = new List<string>();
        // Most often all of them do.
        var all = await RunAsync(
            trial,
            [.. found.SelectMany(row => row.Statements)],
            plainBase,
            cancellation
        );
        if (all.DoesAtLeast(plain))
        {
            kept.AddRange(found.SelectMany(row => row.Statements));
        }
        else
        {
            foreach (var (line, statements) in found)
            {
                var run = await RunAsync(trial, [.. kept, .. statements], plainBase, cancellation);
                if (run.DoesAtLeast(plain))
                {
                    kept.AddRange(statements);
                }
                else if (run.Failure is { } failure)
                {
                    notes.Add(
                        $"With a row that line {line} looks for, the up script fails, so the base did not get it: "
                            + $"{failure} Added was: {statements[^1]}"
                    );
                }
            }
        }

        if (kept.Count > 0)
        {
            notes.Insert(
                0,
                "No row of the base fulfils some conditions of the up script, so the base got these rows: "
                    + string.Join("; ", kept)
            );
        }

        return new SoughtRows(kept, notes);
    }

    private static async Task<
        IReadOnlyList<(int Line, IReadOnlyList<string> Statements)>
    > InsertAsync(
        Trial trial,
        IReadOnlyList<Search> searches,
        DatabaseTemplate plainBase,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.Server.CreateAsync(plainBase, cancellation);
        var rows = await RowGenerator.ReadAsync(
            database.DataSource,
            trial.Seed,
            trial.Pair.Metadata,
            cancellation
        );
        var found = new List<(int, IReadOnlyList<string>)>();
        foreach (var search in searches)
        {
            if (
                await SearchedTable.FindAsync(database, search, rows.Catalog, cancellation)
                    is not { } table
                || await SearchedTable.HasRowAsync(database, search, cancellation) != false
            )
            {
                continue;
            }

            foreach (var values in search.Rows)
            {
                var attempt = await rows.InsertAsync(
                    table,
                    SearchedTable.Values(table, values),
                    cancellation
                );
                if (
                    attempt.Row is { } row
                    && await SearchedTable.HasRowAsync(database, search, cancellation) == true
                )
                {
                    found.Add((search.Line, row.Statements));
                }
            }
        }

        return found;
    }

    /// <summary>Runs the up script on a base with these rows.</summary>
    private static async Task<SearchedRun> RunAsync(
        Trial trial,
        IReadOnlyList<string> rows,
        DatabaseTemplate plainBase,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.Server.CreateAsync(plainBase, cancellation);
        foreach (var row in rows)
        {
            try
            {
                await database.ExecuteAsync(row, cancellation);
            }
            catch (PostgresException refusal)
            {
                return new SearchedRun($"{refusal.MessageText}.", []);
            }
        }

        var before = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
        var run = await trial.UpAsync(database, cancellation: cancellation);
        return run.Error is { } error
            ? new SearchedRun($"{error}.", [])
            : new SearchedRun(
                null,
                before.WritesUntil(
                    await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation)
                )
            );
    }

    /// <summary>A run of the up script.</summary>
    /// <param name="Failure">Its error, or null.</param>
    /// <param name="Writes">The tables, catalogs and sequences that it wrote to.</param>
    private sealed record SearchedRun(string? Failure, IReadOnlyList<string> Writes)
    {
        /// <summary>Whether it succeeds, and no row keeps it from what it does without.</summary>
        public bool DoesAtLeast(SearchedRun other) =>
            Failure is null && !other.Writes.Except(Writes, StringComparer.Ordinal).Any();
    }
}
