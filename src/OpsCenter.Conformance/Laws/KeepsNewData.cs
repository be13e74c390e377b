using System.Globalization;
using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>keeps-new-data: data written after the up script still exists after the down script.</summary>
internal sealed class KeepsNewData : Law
{
    public override string Id => "keeps-new-data";

    public override string Promise =>
        "After the down script, rows written since the up script are in their tables, and values that have "
        + "no column in the base are elsewhere in the database.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var undisturbed = await trial.CreateMigratedAsync(cancellation);
        var alone = await trial.DownAsync(undisturbed, cancellation: cancellation);
        if (alone.Error is { } failure)
        {
            return LawOutcome.NotChecked(
                $"The down script does not work on a database to which nobody wrote: {failure}."
            );
        }

        var known = (await trial.BaseImageAsync(cancellation)).Data;
        var reverted = NewUse.BaseTables(
            await DataSnapshot.TakeAsync(undisturbed.DataSource, [], cancellation),
            known
        );
        var uses = await NewUse.RunAsync(trial, cancellation);
        if (!uses.Any(use => use.HasWritten))
        {
            return NewUse.NothingWritten(uses);
        }

        return LawOutcome.Of(
            uses.SelectMany(use => Evidence(use, known, reverted))
                .DistinctBy(evidence => (evidence.Text, string.Join('\n', evidence.Samples))),
            [
                .. uses.SelectMany(use =>
                        use.Writer.Notes.Concat(
                            new LostValues(known, use.Used, use.After).Undecided(use.Writer.Written)
                        )
                    )
                    .Distinct(StringComparer.Ordinal),
                .. uses.Any(use => use.Down.Error is not null)
                    ?
                    [
                        "The down script fails after some of the rows were written: see down-after-use.",
                    ]
                    : Array.Empty<string>(),
            ]
        );
    }

    private static IEnumerable<Evidence> Evidence(
        NewUse use,
        DataSnapshot known,
        DataSnapshot reverted
    )
    {
        // The up script's own values, and what becomes of them, are no new data.
        var used = NewUse
            .BaseTables(use.Used, known)
            .Where(
                (table, column) =>
                    !use.Writer.Changes.IsRetyped(table.Name, column)
                    && !use.Left.IsRetyped(table.Name, column)
            )
            .WithUsableKeys();
        var written = used.Without(use.Migrated);
        if (use.Again is { } again)
        {
            // Such as another unit: the down script converts the value, and the up script converts it back.
            written = written.Without(again.Data);
        }

        // A new row may equal one that was there.
        var duplicated = DataComparison
            .Losses(used, use.After)
            .Where(difference => difference.AreDuplicates)
            .Select(difference => difference.Table)
            .ToHashSet(StringComparer.Ordinal);
        var lost = new LostValues(known, use.Used, use.After);
        return DataComparison
            .Losses(written, Renames.UndoDetached(use.Used, use.After).Data)
            .Where(difference => !difference.IsAddition && !difference.AreNewRows)
            .Where(difference => !difference.AreDuplicates || duplicated.Contains(difference.Table))
            .Select(EvidenceFactory.From)
            .Concat(lost.In(use.Writer.Written))
            .Concat(lost.InTheirColumns(use.Writer.Retyped.Except(use.Again?.Values ?? [])))
            // One that fails is the matter of down-after-use.
            .Concat(use.Down.Succeeded ? OtherRows(reverted, use.After) : []);
    }

    /// <summary>Rows to which nobody wrote, and which an undisturbed run of the down script leaves.</summary>
    private static IEnumerable<Evidence> OtherRows(DataSnapshot reverted, DataSnapshot after)
    {
        foreach (var table in reverted.Tables.Values)
        {
            if (!after.Tables.TryGetValue(table.Name, out var left))
            {
                continue;
            }

            var keys = left.Project(table.Key);
            var gone =
                table.Key.Count > 0 && keys.Columns.Count == table.Key.Count
                    ? RowComparison.Without(table.Project(table.Key).Rows, keys.Rows).Count
                    : Math.Max(0, table.Rows.Count - left.Rows.Count);
            if (gone > 0)
            {
                yield return new Evidence(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{table.Name}: {gone} rows to which nobody wrote are missing; the down script leaves them if nothing is written."
                    )
                );
            }
        }
    }
}
