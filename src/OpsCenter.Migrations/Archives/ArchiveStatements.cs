using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>The statements that bring one archive back into a table. None of them overwrites what somebody wrote since.</summary>
/// <param name="archive">The archive.</param>
/// <param name="table">The table that takes it.</param>
/// <param name="holding">The archive's own table.</param>
/// <param name="xid">The transaction that restores.</param>
internal sealed class ArchiveStatements(
    ArchiveEntry archive,
    TableShape table,
    TableShape holding,
    long xid
)
{
    private bool HasLeft => Holds(LeftColumns.Flag);

    /// <summary>Adds the rows that are not there. Rows that the rollback left, and that are gone by now, somebody deleted.</summary>
    /// <exception cref="ArchiveObstacleException">The table lacks a column.</exception>
    public string Insert()
    {
        var columns = Common([.. archive.Key, .. archive.Values]);
        var names = string.Join(", ", columns.Select(column => SqlName.Role(column.Name)));
        var target = columns.Count == 0 ? table.Quoted : $"{table.Quoted} ({names})";
        return $"insert into {target} overriding system value select {string.Join(", ", columns.Select(Value))} from {archive.Archive} a"
            + (HasLeft ? $" where not a.{LeftColumns.Flag}" : "")
            + " on conflict do nothing";
    }

    /// <summary>
    /// Puts values back into rows that are there, where a row still has what the rollback left or what the script gave it; null if
    /// nothing tells.
    /// </summary>
    public string? Update()
    {
        var values = Common(archive.Values)
            .Where(column => archive.Key.Count > 0 && Condition(column) is not null)
            .ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var set = values.Select(column =>
            $"{SqlName.Role(column.Name)} = case when {Condition(column)} then {Value(column)} else t.{SqlName.Role(column.Name)} end"
        );
        var differs = values.Select(column =>
            $"({Condition(column)}) and t.{SqlName.Role(column.Name)}::text is distinct from {Value(column)}::text"
        );
        return $"update {table.Own} t set {string.Join(", ", set)} from {archive.Archive} a where {Matches("t")} and ({string.Join(" or ", differs)})";
    }

    /// <summary>
    /// Counts the archived rows whose row is there and holds other values; null if no key tells which row that is. Rows that a newer
    /// archive of the table has do not count.
    /// </summary>
    /// <param name="newer">The newer archives, quoted.</param>
    public string? Differing(IReadOnlyList<string> newer)
    {
        var values = Common(archive.Values);
        if (archive.Key.Count == 0 || values.Count == 0)
        {
            return null;
        }

        var differs = values.Select(column =>
            $"t.{SqlName.Role(column.Name)}::text is distinct from {Value(column)}::text"
        );
        var superseded = newer.Select(other =>
            $" and not exists (select from {other} n where {Matches("n")})"
        );
        return $"select count(*) from {archive.Archive} a join {table.Quoted} t on {Matches("t")} where ({string.Join(" or ", differs)}){string.Concat(superseded)}";
    }

    private string Matches(string alias) =>
        string.Join(
            " and ",
            archive.Key.Select(name =>
                $"{alias}.{SqlName.Role(name)}::text = a.{SqlName.Role(name)}::text"
            )
        );

    private List<ColumnShape> Common(IReadOnlyList<string> names)
    {
        if (
            names.FirstOrDefault(name =>
                !table.Columns.Any(column => column.Name == name && !column.IsGenerated)
            ) is
            { } lost
        )
        {
            throw new ArchiveObstacleException($"the table has no column {lost} to write to");
        }

        return
        [
            .. table.Columns.Where(column => names.Contains(column.Name, StringComparer.Ordinal)),
        ];
    }

    /// <summary>When a value may be replaced; null if never.</summary>
    private string? Condition(ColumnShape column)
    {
        var name = $"t.{SqlName.Role(column.Name)}";
        var number = holding.Columns.Single(held => held.Name == column.Name).Number;
        if (Holds(LeftColumns.Of(number)))
        {
            return $"a.{LeftColumns.Flag} and {name}::text is not distinct from a.{LeftColumns.Of(number)}::{column.Type}::text";
        }

        var given = archive.AppliedXid is null ? null : GivenByScript();
        return archive.Kind switch
        {
            // A column that the script dropped, of rows that stayed or not: another archive has its values.
            LossKind.Rows => null,
            LossKind.Table => given,
            _ => string.Join(
                " or ",
                new[]
                {
                    $"{name} is null",
                    column.Missing is { } missing
                        ? $"{name}::text = {Literal(missing)}::{column.Type}::text"
                        : null,
                    given,
                }.OfType<string>()
            ),
        };
    }

    /// <summary>
    /// Whether a row is as the script left it when it was applied again: written by its transaction, or before it. A number of a
    /// transaction has 32 bits in a row; it is in the past of the current one.
    /// </summary>
    private string GivenByScript()
    {
        var age = string.Create(
            CultureInfo.InvariantCulture,
            $"((({xid} - t.xmin::text::bigint) % 4294967296 + 4294967296) % 4294967296)"
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"case when {age} < least(2147483648, {xid}) then ({xid} - {age})::text::xid8 = {Literal(archive.AppliedXid!)}::xid8 or pg_visible_in_snapshot(({xid} - {age})::text::xid8, {Literal(archive.AppliedSnapshot!)}::pg_snapshot) else false end"
        );
    }

    private bool Holds(string column) => holding.Columns.Any(held => held.Name == column);

    /// <summary>The archive keeps a type that a script may drop as text.</summary>
    private static string Value(ColumnShape column) =>
        $"a.{SqlName.Role(column.Name)}::text::{column.Type}";

    private static string Literal(string text) =>
        // The same whatever standard_conforming_strings is: the text is the table owner's.
        $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
