using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>applies: the up script runs on the base without an error.</summary>
internal sealed class Applies : Law
{
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

        return run.Error is { } error
            ? LawOutcome.Of([EvidenceFactory.From("The up script fails", error)])
            : LawOutcome.Holds([
                .. (await trial.SoughtRowsAsync(cancellation)).Notes,
                .. trial.Pair.AloneInTheirQuery.Select(script =>
                    $"The server refuses the one statement of {script.Name} in a transaction, so it ran in none, as "
                    + "golang-migrate and Flyway run it. Other tools have to be told so in the file."
                ),
            ]);
    }
}
