using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Takes the digests of an earlier set again and judges each difference.</summary>
internal sealed class DigestComparison(
    DatabaseSession session,
    MigratorOptions options,
    TimeProvider clock,
    IReadRetry? retry = null
)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    public async Task<PreservationReport> CompareAsync(
        DigestSet before,
        CancellationToken cancellation
    )
    {
        var algorithm = DigestAlgorithm.For(session.ServerMajor).Id;
        if (before.Algorithm != algorithm)
        {
            return new PreservationReport(
                before.TakenAt,
                before.Algorithm,
                [
                    .. before.Tables.Select(table =>
                        Incomparable(table, before.Algorithm, algorithm)
                    ),
                ],
                before.Unchecked
            );
        }

        var tables = await CurrentTables.ResolveAsync(session, before.Tables, cancellation);
        var sequences = await CurrentTables.ResolveAsync(session, before.Sequences, cancellation);
        var now = await new DataDigest(session, clock, retry).TakeAsync(
            [.. tables.Values.OfType<PreservedTable>()],
            sequences,
            cancellation,
            before
        );
        var current = now.Tables.ToDictionary(digest => digest.Table.Oid);
        var suspects = before
            .Tables.Where(table =>
                current.TryGetValue(table.Table.Oid, out var digest)
                && !TableJudgement.IsPreserved(table, digest)
            )
            .ToList();
        var writes = await AwaitWritesAsync(suspects, cancellation);
        return new PreservationReport(
            before.TakenAt,
            before.Algorithm,
            [
                // One that cannot be read any more is neither changed nor unchanged: it is among the unchecked.
                .. before
                    .Tables.Where(table => !IsUnchecked(table.Table, tables, now))
                    .Select(table =>
                        TableJudgement.Judge(
                            table,
                            current.GetValueOrDefault(table.Table.Oid),
                            writes
                        )
                    ),
                .. before
                    .Sequences.Where(then =>
                        !sequences.Any(found =>
                            found.Oid == then.Oid && found.Hindrance is not null
                        )
                    )
                    .Select(sequence =>
                        SequenceJudgement.Judge(
                            sequence,
                            now.Sequences.FirstOrDefault(digest => digest.Oid == sequence.Oid)
                        )
                    ),
            ],
            [.. before.Unchecked.Union(now.Unchecked)]
        );
    }

    private static bool IsUnchecked(
        PreservedTable table,
        Dictionary<long, PreservedTable?> tables,
        DigestSet now
    ) =>
        tables[table.Oid] is { } present
        && now.Unchecked.Any(other =>
            other.Schema == present.Schema && other.Table == present.Name
        );

    private static PreservationFinding Incomparable(
        TableDigest table,
        string taken,
        string algorithm
    ) =>
        new(
            "table",
            table.Table.Schema,
            table.Table.Name,
            PreservationVerdict.NotComparable,
            table.Rows,
            null,
            $"its digest was taken by algorithm {taken}, and this server offers {algorithm}: the two cannot be compared"
        )
        {
            DigestBefore = table.Content,
        };

    /// <summary>Counters arrive late; a difference that no counter explains yet is given time.</summary>
    private async Task<Dictionary<long, long>> AwaitWritesAsync(
        List<TableDigest> suspects,
        CancellationToken cancellation
    )
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var writes = await CumulativeWrites.ReadAsync(
                session,
                suspects.Select(table => table.Table.Oid),
                cancellation
            );
            if (
                suspects.All(table => writes[table.Table.Oid] != table.Writes)
                || clock.GetElapsedTime(started) >= options.StatisticsGrace
            )
            {
                return writes;
            }

            await Task.Delay(Poll, clock, cancellation);
        }
    }
}
