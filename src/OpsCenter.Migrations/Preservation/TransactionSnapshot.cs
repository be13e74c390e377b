using System.Globalization;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// The transactions that a digest saw, as <c>pg_current_snapshot()</c> tells them: xmin, xmax and those running between. It only
/// guesses which rows came later; whether the others are the rows of before is for their digest to say. So a guess that goes wrong
/// (an xid that was used before the counter wrapped, a subtransaction of a running transaction) costs a proof and fakes none.
/// </summary>
internal sealed record TransactionSnapshot(uint Next, IReadOnlyList<uint> Running)
{
    public const string Query = "select pg_catalog.pg_current_snapshot()::text";

    /// <param name="text">Such as <c>735:742:735,738</c>.</param>
    public static TransactionSnapshot Parse(string text)
    {
        var parts = text.Split(':');
        return new TransactionSnapshot(
            Xid(parts[1]),
            [.. parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Xid)]
        );
    }

    /// <summary>The condition that a row of <c>t</c> was written by a transaction that the digest did not see.</summary>
    public string WrittenSince
    {
        get
        {
            var later = string.Create(
                CultureInfo.InvariantCulture,
                $"pg_catalog.age(t.xmin) between 0 and (select pg_catalog.age('{Next}'::pg_catalog.xid))"
            );
            return Running.Count == 0
                ? later
                : $"({later} or t.xmin = any ('{{{string.Join(',', Running)}}}'::pg_catalog.xid[]))";
        }
    }

    /// <summary>Rows carry the lower 32 bits.</summary>
    private static uint Xid(string xid8) =>
        unchecked((uint)ulong.Parse(xid8, CultureInfo.InvariantCulture));
}
