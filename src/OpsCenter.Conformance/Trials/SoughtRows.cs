using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Searches;

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
        if (found.Count == 0 || await FailureAsync(trial, [], plainBase, cancellation) is not null)
        {
            return None;
        }

        var kept = new List<string>();
        var notes = new List<string>();
        // Most often all of them do.
        if (
            await FailureAsync(
                trial,
                [.. found.SelectMany(row => row.Statements)],
                plainBase,
                cancellation
            )
            is null
        )
        {
            kept.AddRange(found.SelectMany(row => row.Statements));
        }
        else
        {
            foreach (var (line, statements) in found)
            {
                var failure = await FailureAsync(
                    trial,
                    [.. kept, .. statements],
                    plainBase,
                    cancellation
                );
                if (failure is null)
                {
                    kept.AddRange(statements);
                }
                else
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

    /// <summary>The error of the up script on a base with these rows; null if there is none.</summary>
    private static async Task<string?> FailureAsync(
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
                return $"{refusal.MessageText}.";
            }
        }

        return (await trial.UpAsync(database, cancellation: cancellation)).Error is { } error
            ? $"{error}."
            : null;
    }
}
