using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>down-after-use: the down script succeeds after the migrated database was written to.</summary>
internal sealed class DownAfterUse : Law
{
    private const int MaximumSamples = 5;

    public override string Id => "down-after-use";

    public override string Promise =>
        "The down script succeeds after rows were written to the migrated database, those included that only "
        + "the migration allows.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using (var undisturbed = await trial.CreateMigratedAsync(cancellation))
        {
            var alone = await trial.DownAsync(undisturbed, cancellation: cancellation);
            if (alone.Error is { } failure)
            {
                return LawOutcome.NotChecked(
                    $"The down script does not work on a database to which nobody wrote: {failure}."
                );
            }
        }

        var uses = await NewUse.RunAsync(trial, cancellation);
        var notes = uses.SelectMany(use => use.Writer.Notes).Distinct(StringComparer.Ordinal);
        return uses.Any(use => use.HasWritten)
            ? LawOutcome.Of(Evidence(uses), [.. notes])
            : NewUse.NothingWritten(uses);
    }

    /// <summary>Each error once, with the fewest rows that cause it.</summary>
    private static IEnumerable<Evidence> Evidence(IReadOnlyList<NewUse> uses) =>
        uses.Where(use => use.Down.Error is not null && use.HasWritten)
            .OrderBy(use => use.Writer.Statements.Count)
            .DistinctBy(use => use.Down.Error!.Statement?.Ordinal)
            .Select(use => new Evidence(
                $"The down script works on a database to which nobody wrote, and fails after rows were written: {use.Down.Error}."
            )
            {
                Statement = use.Down.Error!.Statement?.Summary,
                Samples =
                [
                    .. use
                        .Writer.Statements.OrderByDescending(statement =>
                            IsAbout(use.Down.Error!, statement)
                        )
                        .Take(MaximumSamples)
                        .Select(statement => $"written: {statement}"),
                ],
            });

    /// <summary>Whether a statement writes to a table that the error or its statement names.</summary>
    private static bool IsAbout(ScriptError error, string written)
    {
        var words = written.Split(' ', 4);
        var table = (words[0] == "update" ? words[1] : words[2]).Split('.')[^1].Trim('"');
        return error.ToString().Contains($"\"{table}\"", StringComparison.Ordinal)
            || error.Statement?.Text.Contains(table, StringComparison.OrdinalIgnoreCase) == true;
    }
}
