using System.Globalization;
using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// nests-in-a-transaction: in a transaction of the caller, both scripts succeed, and ROLLBACK undoes them.
/// </summary>
internal sealed class NestsInATransaction : Law
{
    public override string Id => "nests-in-a-transaction";

    public override string Promise =>
        "Between BEGIN and ROLLBACK each script succeeds and leaves no change: it does not end the "
        + "transaction of its caller.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var evidence = new List<Evidence>();
        var notes = new List<string>();
        var tried = 0;
        foreach (var script in await trial.ScriptsAsync(cancellation))
        {
            var own = script.Direction == Direction.Up ? trial.Pair.Up : trial.Pair.Down;
            var said =
                script.Direction == Direction.Up
                    ? trial.Pair.UpInOneTransaction
                    : trial.Pair.DownInOneTransaction;
            if (script.Script.IsInATransaction())
            {
                if (!trial.Pair.RecordsApart || !IsOneTransaction(own))
                {
                    evidence.AddRange(EndsOfTheToolsTransaction(script.Name, own));
                }

                notes.Add(
                    $"{script.Name}: the tool begins and ends its transaction; there is no caller with another one."
                );
                continue;
            }

            if (said == false || trial.Pair.OneTransaction)
            {
                notes.Add($"{script.Name}: its tool runs it in no transaction.");
                continue;
            }

            tried++;
            await using var database = await script.CreateAsync(cancellation);
            var run = await script.RunAsync(
                database,
                new ScriptRunOptions { Prologue = ["begin"], Epilogue = ["rollback"] },
                cancellation
            );
            if (run.Error is { } error)
            {
                evidence.Add(EvidenceFactory.From($"{script.Name} fails in a transaction", error));
            }
            else if (
                script.DifferenceToBefore(await script.ImageAsync(database, cancellation)) is
                { } difference
            )
            {
                evidence.Add(
                    new Evidence(
                        $"{script.Name} ends the transaction of its caller; after ROLLBACK: {difference}."
                    )
                );
            }
        }

        return evidence.Count == 0 && tried == 0 && notes.Count > 0
            ? LawOutcome.NothingToCheck(string.Join(' ', notes))
            : LawOutcome.Of(evidence, notes);
    }

    /// <summary>Whether the script is all between its own BEGIN and COMMIT.</summary>
    private static bool IsOneTransaction(SqlScript script) =>
        script.Statements is [{ Kind: StatementKind.Begin }, .., { Kind: StatementKind.Commit }]
        && script.Statements.Count(statement => statement.Kind != StatementKind.Ordinary) == 2;

    /// <summary>
    /// What follows such a statement is in no transaction, and so is what the tool writes at the end: that the migration
    /// is applied.
    /// </summary>
    private static IEnumerable<Evidence> EndsOfTheToolsTransaction(string name, SqlScript own) =>
        own
            .Statements.Where(statement =>
                statement.Kind is StatementKind.Commit or StatementKind.Rollback
            )
            .Take(1)
            .Select(statement => new Evidence(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} ends the transaction of its tool in line {statement.Line}: an error after it does not undo "
                        + $"what stands before it, and the tool cannot record the migration in the same transaction."
                )
            )
            {
                Statement = statement.Summary,
            });
}
