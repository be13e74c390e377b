using OpsCenter.Conformance.Bases;

namespace OpsCenter.Conformance.Decoys;

/// <summary>Decoys in the schemas in which the migration creates objects.</summary>
internal static class NameDecoys
{
    private const string Other = "conformance_other";
    private const int MaximumTables = 3;

    public static IReadOnlyList<Decoy> Of(BaseShape shape)
    {
        var schemas = shape
            .AddedRelations.Select(relation => relation.Schema)
            .Concat(shape.Tables.Select(table => table.Schema))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return [.. Indexes(shape), .. Constraints(shape, schemas), .. Tables(shape)];
    }

    /// <summary>An unrelated table has indexes with the names of the new indexes.</summary>
    private static IEnumerable<Decoy> Indexes(BaseShape shape)
    {
        var indexes = shape.AddedRelations.Where(relation => relation.IsIndex).ToArray();
        if (indexes.Length > 0)
        {
            yield return new Decoy(
                "an unrelated table has indexes with the names of the new indexes",
                [
                    .. indexes
                        .Select(index => index.Schema)
                        .Distinct(StringComparer.Ordinal)
                        .Select(schema => $"create table {schema}.{Other} (a int, b text)"),
                    .. indexes.Select(index =>
                        $"create index {index.Name} on {index.Schema}.{Other} (a)"
                    ),
                ]
            );
        }
    }

    /// <summary>The name of a constraint is unique only within its table.</summary>
    private static IEnumerable<Decoy> Constraints(BaseShape shape, string[] schemas)
    {
        if (shape.AddedConstraints.Count > 0 && schemas.Length > 0)
        {
            yield return new Decoy(
                "an unrelated table has constraints with the names of the new constraints",
                [
                    $"create table {schemas[0]}.{Other} (a int, b text)",
                    .. shape.AddedConstraints.Select(name =>
                        $"alter table {schemas[0]}.{Other} add constraint {name} check (a is null or a is not null)"
                    ),
                ]
            );
        }
    }

    /// <summary>The name of a new table belongs to a table with other columns, or to a view.</summary>
    private static IEnumerable<Decoy> Tables(BaseShape shape) =>
        shape
            .AddedRelations.Where(relation => !relation.IsIndex)
            .Take(MaximumTables)
            .SelectMany(relation =>
                new[]
                {
                    new Decoy(
                        $"{relation.Schema}.{relation.Name} exists as a table with other columns",
                        [
                            $"create table {relation.Schema}.{relation.Name} (conformance_column int)",
                            $"insert into {relation.Schema}.{relation.Name} values (1)",
                        ]
                    ),
                    new Decoy(
                        $"{relation.Schema}.{relation.Name} exists as a view",
                        [
                            $"create view {relation.Schema}.{relation.Name} as select 1 as conformance_column",
                        ]
                    ),
                }
            );
}
