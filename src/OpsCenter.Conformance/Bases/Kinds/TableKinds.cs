using CsCheck;

namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>Creates kinds of mutation that change one random table.</summary>
internal static class TableKinds
{
    /// <summary>A mutation of any table. Tables that the migration changes are chosen more often.</summary>
    public static MutationKind Of(
        BaseShape shape,
        string kind,
        Func<BaseTable, string> sql,
        bool isObstacle = false
    ) => new(Table(shape).Select(table => new Mutation(kind, sql(table))), isObstacle);

    /// <summary>A mutation of any plain column outside the primary key.</summary>
    public static IEnumerable<MutationKind> OfColumn(
        BaseShape shape,
        string kind,
        Func<BaseColumn, bool> fits,
        Func<BaseTable, BaseColumn, string> sql
    )
    {
        var places = (
            from table in shape.Tables
            from column in table.PlainColumns
            where fits(column)
            select new Mutation(kind, sql(table, column))
        ).ToArray();
        return places.Length == 0 ? [] : [new(Gen.OneOf(places))];
    }

    private static Gen<BaseTable> Table(BaseShape shape)
    {
        var changed = shape.AddedColumns.Select(column => column.Table).ToHashSet();
        return Gen.Frequency([
            .. shape.Tables.Select(table => (changed.Contains(table) ? 4 : 1, table)),
        ]);
    }
}
