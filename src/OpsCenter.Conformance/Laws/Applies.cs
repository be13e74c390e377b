using Npgsql;
using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>applies: the up script runs on the base without an error.</summary>
internal sealed class Applies : Law
{
    private const string GeneratedRows =
        "rows that the harness put into empty tables, and not on the empty tables";

    public override string Id => "applies";

    public override string Promise => "The up script runs on the base schema without an error.";

    public override bool RequiresSuccessfulUp => false;

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var before = await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation);
        var run = await trial.UpAsync(database, cancellation: cancellation);
        if (
            run.Succeeded
            && before
                .WritesUntil(await PhysicalSnapshot.TakeAsync(database.DataSource, cancellation))
                .Count == 0
        )
        {
            return LawOutcome.NotChecked(
                "There is nothing to check: the up script succeeded and changed nothing on this base, no object and no row. "
                    + "Show rows that it is about (--data)."
            );
        }

        if (run.Error is { } error)
        {
            if (!await WorksOnEmptyTablesAsync(trial, cancellation))
            {
                return LawOutcome.Of([EvidenceFactory.From("The up script fails", error)]);
            }

            return DependsOnValues(error)
                ? LawOutcome.Holds(
                    $"The up script fails on {GeneratedRows}: {error}. Show rows as in production with --data. "
                        + "It was checked without these rows."
                )
                : LawOutcome.Of([
                    EvidenceFactory.From($"The up script fails on {GeneratedRows}", error),
                ]);
        }

        return LawOutcome.Holds([
            .. (await trial.SoughtRowsAsync(cancellation)).Notes,
            .. trial.Pair.AloneInTheirQuery.Select(script =>
                $"The server refuses the one statement of {script.Name} in a transaction, so it ran in none, as "
                + "golang-migrate and Flyway run it. Other tools have to be told so in the file."
            ),
        ]);
    }

    /// <summary>
    /// Whether other rows might be accepted: generated ones know nothing of a constraint, a type or a check that is to come. NULL where a
    /// value is demanded is another matter: it is what existing rows have in a new column.
    /// </summary>
    private static bool DependsOnValues(ScriptError error) =>
        error.SqlState is { } state
        && state != PostgresErrorCodes.NotNullViolation
        && (
            state.StartsWith("22", StringComparison.Ordinal)
            || state.StartsWith("23", StringComparison.Ordinal)
            || state
                is PostgresErrorCodes.RaiseException
                    // Types of extensions refuse a text like that; the script itself was parsed on the empty tables.
                    or PostgresErrorCodes.SyntaxError
        );

    private static async Task<bool> WorksOnEmptyTablesAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        if (trial.WithoutGeneratedRows is not { } other)
        {
            return false;
        }

        await using var empty = await other.CreateBaseAsync(cancellation);
        return (await other.UpAsync(empty, cancellation: cancellation)).Succeeded;
    }
}
