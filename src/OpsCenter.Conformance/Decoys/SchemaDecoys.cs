using OpsCenter.Conformance.Bases;

namespace OpsCenter.Conformance.Decoys;

/// <summary>Decoys in a schema that is last on the search_path.</summary>
internal static class SchemaDecoys
{
    private const string Schema = "conformance_decoy";

    /// <param name="shape">The base and the objects that the migration creates.</param>
    /// <param name="path">The search_path of an undisturbed session.</param>
    public static IReadOnlyList<Decoy> Of(BaseShape shape, string path) =>
        [
            Create("tables with the same names have the new columns", path, Columns(shape)),
            Create("tables with the names of the new tables exist", path, Tables(shape)),
            Create(
                "indexes and constraints with the names of the new ones exist",
                path,
                Names(shape)
            ),
        ];

    private static Decoy Create(string objects, string path, IEnumerable<string> statements) =>
        new(
            $"in schema {Schema}, last on the search_path, {objects}",
            [$"create schema {Schema}", .. statements]
        )
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["search_path"] = path.Length == 0 ? Schema : $"{path}, {Schema}",
            },
        };

    private static IEnumerable<string> Columns(BaseShape shape) =>
        shape
            .Tables.DistinctBy(table => table.Name, StringComparer.Ordinal)
            .Select(table => $"create table {Schema}.{table.Name} (like {table.FullName})")
            .Concat(
                shape.AddedColumns.Select(column =>
                    $"alter table {Schema}.{column.Table.Name} add column {column.Name} {column.Type}"
                )
            );

    private static IEnumerable<string> Tables(BaseShape shape) =>
        shape
            .AddedRelations.Where(relation => !relation.IsIndex)
            .Select(relation => $"create table {Schema}.{relation.Name} (conformance_column int)");

    private static IEnumerable<string> Names(BaseShape shape) =>
        [
            $"create table {Schema}.conformance_other (a int, b text)",
            .. shape
                .AddedRelations.Where(relation => relation.IsIndex)
                .Select(index => $"create index {index.Name} on {Schema}.conformance_other (a)"),
            .. shape.AddedConstraints.Select(name =>
                $"alter table {Schema}.conformance_other add constraint {name} check (a is null or a is not null)"
            ),
        ];
}
