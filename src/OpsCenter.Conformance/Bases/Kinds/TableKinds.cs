using CsCheck;

namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>Makes kinds of mutation of one table that is chosen at random.</summary>
internal static class TableKinds
{
    /// <summary>Of any table; those that the migration changes are chosen more often.</summary>
    public static MutationKind Of(
        BaseShape shape,
        string kind,
        Func<BaseTable, string> sql,
        bool isObstacle = false
    ) => new(Table(shape).Select(table => new Mutation(kind, sql(table))), isObstacle);

    /// <summary>Of any column but those of keys.</summary>
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
        var touched = shape.WantedColumns.Select(column => column.Table).ToHashSet();
        return Gen.Frequency([
            .. shape.Tables.Select(table => (touched.Contains(table) ? 4 : 1, table)),
        ]);
    }
}
