using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>The statements that bring one archive back into a table. None of them overwrites what somebody wrote since.</summary>
/// <param name="archive">The archive.</param>
/// <param name="table">The table that takes it.</param>
/// <param name="root">The partitioned table at the top that it was a partition of, if that is there; otherwise null.</param>
/// <param name="holding">The archive's own table.</param>
/// <param name="xid">The transaction that restores.</param>
internal sealed class ArchiveStatements(
    ArchiveEntry archive,
    TableShape table,
    TableShape? root,
    TableShape holding,
    long xid
)
{
    /// <summary>What makes a comparison of texts one of their bytes: a collation may take different values for equal.</summary>
    internal const string Binary = "collate \"C\"";

    private bool HasLeft => Holds(LeftColumns.Flag);

    /// <summary>Whether rows may be in another partition by now.</summary>
    public bool HasMoved => root is not null && Holds(LeftColumns.Moved);

    private string Unmoved => HasMoved ? $" and not a.{LeftColumns.Moved}" : "";

    /// <summary>Adds the rows that are not there. Rows that the rollback left, and that are gone by now, somebody deleted.</summary>
    /// <exception cref="ArchiveObstacleException">The table lacks a column.</exception>
    public string Insert()
    {
        var columns = Common([.. archive.Key, .. archive.Values]);
        var names = string.Join(", ", columns.Select(column => SqlName.Role(column.Name)));
        var target = columns.Count == 0 ? table.Quoted : $"{table.Quoted} ({names})";
        var absent =
            archive.Key.Count == 0
                ? ""
                : $" and not exists (select from {table.Quoted} t where {Matches("t")})";
        return $"insert into {target} overriding system value select {string.Join(", ", columns.Select(Value))} from {archive.Archive} a where "
            + (HasLeft ? $"not a.{LeftColumns.Flag}" : "true")
            + (table.RefusesOnConflict ? absent : " on conflict do nothing");
    }

    /// <summary>
    /// Puts values back into rows that are there, where a row still has what the rollback left or what the script gave it; null if
    /// nothing tells.
    /// </summary>
    public string? Update()
    {
        var values = Common(archive.Values)
            .Where(column => archive.Key.Count > 0 && Condition(column) is not null)
            // A row that was inserted has it; one that was there keeps its own.
            .Where(column => !column.IsFixed || archive.Kind != LossKind.Table)
            .ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var set = values.Select(column =>
            $"{SqlName.Role(column.Name)} = case when {Condition(column)} then {Value(column)} else t.{SqlName.Role(column.Name)} end"
        );
        var differs = values.Select(column =>
            $"({Condition(column)}) and t.{SqlName.Role(column.Name)}::text {Binary} is distinct from {Value(column)}::text"
        );
        return $"update {table.Own} t set {string.Join(", ", set)} from {archive.Archive} a where {Matches("t")}{Unmoved} and ({string.Join(" or ", differs)})";
    }

    /// <summary>Puts rows back as they were that the rollback moved to another partition; null if there are none.</summary>
    public string? MoveBack()
    {
        if (!HasMoved)
        {
            return null;
        }

        var values = Noted();
        var set = values.Select(column =>
            $"{SqlName.Role(column.Name)} = case when {IsAsLeft(column)} then {Value(column)} else t.{SqlName.Role(column.Name)} end"
        );
        var differs = values.Select(column => $"{IsAsLeft(column)} and {Differs(column)}");
        return $"update {root!.Own} t set {string.Join(", ", set)} from {archive.Archive} a where {Finds()} and ({string.Join(" or ", differs)})";
    }

    /// <summary>
    /// Counts the archived rows whose row is there and holds other values; null if no key tells which row that is. Rows that a newer
    /// archive of the table has do not count.
    /// </summary>
    /// <param name="newer">The newer archives, quoted.</param>
    public string? Differing(IReadOnlyList<string> newer) => Differing(newer, "count(*)");

    /// <summary>The keys of these rows.</summary>
    /// <param name="newer">The newer archives, quoted.</param>
    /// <param name="most">How many at the most.</param>
    public string? DifferingKeys(IReadOnlyList<string> newer, int most) =>
        Differing(newer, KeyText) is { } rows ? Limited(rows, most) : null;

    /// <summary>
    /// The keys of the rows that were not added, since another row has one of their unique values; null if no key tells which rows are there.
    /// </summary>
    /// <param name="most">How many at the most.</param>
    public string? BlockedKeys(int most) =>
        archive.Key.Count == 0 || archive.Kind == LossKind.Columns
            ? null
            : Limited(
                $"select {KeyText} from {archive.Archive} a where {(HasLeft ? $"not a.{LeftColumns.Flag}" : "true")}{Unmoved} and not exists (select from {table.Quoted} t where {Matches("t")})",
                most
            );

    private string KeyText =>
        $"array_to_string(array[{string.Join(", ", archive.Key.Select(name => $"{SqlName.Literal($"{name}=")} || coalesce(a.{SqlName.Role(name)}::text, 'null')"))}], ', ')";

    private static string Limited(string rows, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{rows} order by 1 limit {most}");

    private string? Differing(IReadOnlyList<string> newer, string what)
    {
        var values = Common(archive.Values);
        if (archive.Key.Count == 0 || values.Count == 0)
        {
            return null;
        }

        var superseded = newer.Select(other =>
            $" and not exists (select from {other} n where {Matches("n")})"
        );
        return $"select {what} from {archive.Archive} a join {table.Quoted} t on {Matches("t")} where ({AnyDiffers(values)}){Unmoved}{string.Concat(superseded)}";
    }

    /// <summary>Counts those among the rows that were moved; null if there are none.</summary>
    public string? DifferingMoved() =>
        HasMoved
            ? $"select count(*) from {archive.Archive} a join {root!.Quoted} t on {Finds()} where {AnyDiffers(Noted())}"
            : null;

    /// <summary>
    /// Counts the rows that the script inserted and that are equal to archived ones under another key; null if nothing tells. References to
    /// either may be there: which of them is to stay, nobody knows here.
    /// </summary>
    public string? Doubled()
    {
        var values = Common(archive.Values);
        if (
            archive.Kind == LossKind.Columns
            || archive.AppliedXid is not { } applied
            || archive.Key.Count == 0
            || values.Count == 0
        )
        {
            return null;
        }

        var left = HasLeft ? $" and not a.{LeftColumns.Flag}" : "";
        return $"select count(*) from {table.Own} t where {OfTransaction(writer => $"{writer} = {SqlName.Literal(applied)}::xid8")}"
            + $" and not exists (select from {archive.Archive} a where {Matches("t")})"
            + $" and exists (select from {archive.Archive} a where not ({AnyDiffers(values)}){left})";
    }

    /// <summary>Counts the rows of the archive that are in the table as it has them; null if no key tells which rows are there.</summary>
    public string? Present() =>
        archive.Key.Count == 0
            ? null
            : $"select count(*) from {archive.Archive} a join {table.Quoted} t on {Matches("t")}{Unmoved}"
                + string.Concat(
                    Common(archive.Values).Select(column => $" and not ({Differs(column)})")
                );

    /// <summary>Takes the rows out of the archive that are as it has them: a later restore must not add them once they are deleted.</summary>
    public string? Settle()
    {
        var values = Common(archive.Values);
        return archive.Key.Count == 0 || values.Count == 0
            ? null
            : $"delete from {archive.Archive} a using {table.Quoted} t where {Matches("t")} and not ({AnyDiffers(values)})";
    }

    private static string AnyDiffers(IEnumerable<ColumnShape> columns) =>
        string.Join(" or ", columns.Select(Differs));

    private static string Differs(ColumnShape column) =>
        $"t.{SqlName.Role(column.Name)}::text {Binary} is distinct from {Value(column)}::text";

    /// <summary>The columns of which the archive has what the rollback left, as the table at the top has them.</summary>
    private List<ColumnShape> Noted() =>
        [
            .. root!.Columns.Where(column =>
                !column.IsGenerated
                && holding.Columns.Any(held =>
                    held.Name == column.Name && Holds(LeftColumns.Of(held.Number))
                )
            ),
        ];

    private string Finds() =>
        string.Join(
            " and ",
            Noted()
                .Where(column => archive.Key.Contains(column.Name, StringComparer.Ordinal))
                .Select(IsAsLeft)
                .Prepend($"a.{LeftColumns.Moved}")
        );

    private string IsAsLeft(ColumnShape column) =>
        $"t.{SqlName.Role(column.Name)}::text {Binary} is not distinct from a.{LeftColumns.Of(NumberOf(column))}::{column.Type}::text";

    private int NumberOf(ColumnShape column) =>
        holding.Columns.Single(held => held.Name == column.Name).Number;

    private string Matches(string alias) =>
        string.Join(
            " and ",
            archive.Key.Select(name =>
                $"{alias}.{SqlName.Role(name)}::text {Binary} = a.{SqlName.Role(name)}::text"
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
        // Of a table that was dropped only the rows were left that moved before.
        if (archive.Kind != LossKind.Table && Holds(LeftColumns.Of(NumberOf(column))))
        {
            return $"a.{LeftColumns.Flag} and {IsAsLeft(column)}";
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
                        ? $"{name}::text {Binary} = {SqlName.Literal(missing)}::{column.Type}::text"
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
    private string GivenByScript() =>
        OfTransaction(writer =>
            $"{writer} = {SqlName.Literal(archive.AppliedXid!)}::xid8 or pg_visible_in_snapshot({writer}, {SqlName.Literal(archive.AppliedSnapshot!)}::pg_snapshot)"
        );

    /// <summary>A condition on the transaction that wrote a row.</summary>
    private string OfTransaction(Func<string, string> condition)
    {
        var age = string.Create(
            CultureInfo.InvariantCulture,
            $"((({xid} - t.xmin::text::bigint) % 4294967296 + 4294967296) % 4294967296)"
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"case when {age} < least(2147483648, {xid}) then {condition(string.Create(CultureInfo.InvariantCulture, $"({xid} - {age})::text::xid8"))} else false end"
        );
    }

    private bool Holds(string column) => holding.Columns.Any(held => held.Name == column);

    /// <summary>The archive keeps a type that a script may drop as text.</summary>
    private static string Value(ColumnShape column) =>
        $"a.{SqlName.Role(column.Name)}::text::{column.Type}";
}
