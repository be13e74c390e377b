using OpsCenter.Conformance.Bases;

namespace OpsCenter.Conformance.Decoys;

/// <summary>Decoys in the schemas in which the migration works: names are unique there, or are taken for unique.</summary>
internal static class NameDecoys
{
    private const string Other = "conformance_other";
    private const int MostTables = 3;

    public static IReadOnlyList<Decoy> Of(BaseShape shape)
    {
        var schemas = shape
            .WantedRelations.Select(relation => relation.Schema)
            .Concat(shape.Tables.Select(table => table.Schema))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return [.. Indexes(shape), .. Constraints(shape, schemas), .. Tables(shape)];
    }

    /// <summary>An unrelated table owns indexes with the wanted names.</summary>
    private static IEnumerable<Decoy> Indexes(BaseShape shape)
    {
        var wanted = shape.WantedRelations.Where(relation => relation.IsIndex).ToArray();
        if (wanted.Length > 0)
        {
            yield return new Decoy(
                "an unrelated table owns indexes of the wanted names",
                [
                    .. wanted
                        .Select(index => index.Schema)
                        .Distinct(StringComparer.Ordinal)
                        .Select(schema => $"create table {schema}.{Other} (a int, b text)"),
                    .. wanted.Select(index =>
                        $"create index {index.Name} on {index.Schema}.{Other} (a)"
                    ),
                ]
            );
        }
    }

    /// <summary>A constraint's name is unique on its table only.</summary>
    private static IEnumerable<Decoy> Constraints(BaseShape shape, string[] schemas)
    {
        if (shape.WantedConstraints.Count > 0 && schemas.Length > 0)
        {
            yield return new Decoy(
                "an unrelated table has constraints of the wanted names",
                [
                    $"create table {schemas[0]}.{Other} (a int, b text)",
                    .. shape.WantedConstraints.Select(name =>
                        $"alter table {schemas[0]}.{Other} add constraint {name} check (a is null or a is not null)"
                    ),
                ]
            );
        }
    }

    /// <summary>A wanted name belongs to a table of another shape, or to something that is no table.</summary>
    private static IEnumerable<Decoy> Tables(BaseShape shape) =>
        shape
            .WantedRelations.Where(relation => !relation.IsIndex)
            .Take(MostTables)
            .SelectMany(relation =>
                new[]
                {
                    new Decoy(
                        $"{relation.Schema}.{relation.Name} is there, as a table of another shape",
                        [
                            $"create table {relation.Schema}.{relation.Name} (conformance_column int)",
                            $"insert into {relation.Schema}.{relation.Name} values (1)",
                        ]
                    ),
                    new Decoy(
                        $"{relation.Schema}.{relation.Name} is there, as a view",
                        [
                            $"create view {relation.Schema}.{relation.Name} as select 1 as conformance_column",
                        ]
                    ),
                }
            );
}
