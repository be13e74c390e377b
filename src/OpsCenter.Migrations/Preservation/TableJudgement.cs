using System.Globalization;
using System.Numerics;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Judges one table's digests before and now.</summary>
internal static class TableJudgement
{
    public static bool IsSame(TableDigest before, TableDigest now) =>
        before.Rows == now.Rows
        && string.Equals(before.Content, now.Content, StringComparison.Ordinal);

    /// <summary>
    /// Whether every row of before is still there: without the rows that were written since, the digest is the same. That is proof
    /// however these were picked.
    /// </summary>
    public static bool IsPreserved(TableDigest before, TableDigest now) =>
        IsSame(before, now)
        || now.Since is { } since
            && before.Rows == now.Rows - since.Rows
            && Number(before.Content) == Number(now.Content) - Number(since.Content);

    public static PreservationFinding Judge(
        TableDigest before,
        TableDigest? now,
        IReadOnlyDictionary<long, long> writes
    )
    {
        if (now is null)
        {
            return Finding(
                before,
                null,
                PreservationVerdict.Changed,
                "the table, or a column that it had, is gone"
            );
        }

        if (IsSame(before, now))
        {
            return Finding(
                before,
                now,
                PreservationVerdict.Unchanged,
                $"{now.Rows} rows, content unchanged"
            );
        }

        if (IsPreserved(before, now))
        {
            return Finding(
                before,
                now,
                PreservationVerdict.Preserved,
                $"the {before.Rows} rows of before are there, content unchanged; {now.Since!.Rows} more were added since"
            );
        }

        var counted = writes[before.Table.Oid] - before.Writes;
        return counted switch
        {
            > 0 => Finding(
                before,
                now,
                PreservationVerdict.ChangedByOthers,
                $"changed by others since ({counted} row writes counted); the migration's own counters show that it wrote nothing"
            ),
            < 0 => Finding(
                before,
                now,
                PreservationVerdict.ChangedByOthers,
                "changed since, and the server's statistics were reset: who wrote cannot be told; the migration's own counters show that it did not"
            ),
            _ => Finding(
                before,
                now,
                PreservationVerdict.Changed,
                "the content changed, and the server counted no write that explains it"
            ),
        };
    }

    private static BigInteger Number(string content) =>
        BigInteger.Parse(content, CultureInfo.InvariantCulture);

    private static PreservationFinding Finding(
        TableDigest before,
        TableDigest? now,
        PreservationVerdict verdict,
        string message
    ) =>
        new(
            "table",
            before.Table.Schema,
            before.Table.Name,
            verdict,
            before.Rows,
            now?.Rows,
            message
        )
        {
            DigestBefore = before.Content,
            DigestNow = now?.Content,
        };
}
