using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// What is there again after the up script, the down script and the up script once more: the conversions of both scripts lose nothing of it.
/// </summary>
/// <param name="Values">The values of columns with another type in the base.</param>
/// <param name="Data">All data.</param>
internal sealed record AppliedAgain(IReadOnlyList<NewValue> Values, DataSnapshot Data)
{
    /// <summary>Runs the up script again if the down script left values or rows in another form.</summary>
    /// <returns>Null if it left none, or if one of the scripts failed.</returns>
    public static async Task<AppliedAgain?> RunAsync(
        Trial trial,
        ScratchDatabase database,
        NewUse use,
        DataSnapshot known,
        CancellationToken cancellation
    ) =>
        use.Down.Succeeded
        && (use.Writer.Retyped.Count > 0 || HasChanged(use, known))
        && (await trial.UpAsync(database, cancellation: cancellation)).Succeeded
            ? new(
                await ValuesAsync(database, use.Writer.Retyped, cancellation),
                await NewUse.SnapshotAsync(database, cancellation)
            )
            : null;

    private static bool HasChanged(NewUse use, DataSnapshot known) =>
        DataComparison
            .Losses(
                NewUse
                    .BaseTables(use.Used, known)
                    .WithUsableKeys()
                    .Without(use.Migrated)
                    .WithSequences(_ => false),
                use.After
            )
            .Any(difference => !difference.IsAddition && !difference.AreNewRows);

    private static async Task<IReadOnlyList<NewValue>> ValuesAsync(
        ScratchDatabase database,
        IReadOnlyList<NewValue> values,
        CancellationToken cancellation
    )
    {
        var restored = new List<NewValue>();
        foreach (var value in values)
        {
            try
            {
                // By the type's own equality: the same interval has several texts.
                if (
                    await database.ScalarAsync<bool>(
                        $"select exists (select from {value.Table} where {value.Column} = {value.Value.Literal})",
                        cancellation
                    )
                )
                {
                    restored.Add(value);
                }
            }
            catch (PostgresException)
            {
                // The type has no equality, or the table has another name.
            }
        }

        return restored;
    }
}
