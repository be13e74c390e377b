using OpsCenter.Conformance.Bases;

namespace OpsCenter.Conformance.Decoys;

/// <summary>Decoys in a schema that comes behind the migration's own on the search_path.</summary>
internal static class SchemaDecoys
{
    private const string Schema = "conformance_decoy";

    /// <param name="shape">What the migration wants, and where.</param>
    /// <param name="path">The search_path of an undisturbed session.</param>
    public static IReadOnlyList<Decoy> Of(BaseShape shape, string path) =>
        [
            Make("tables of the same names have the wanted columns", path, Columns(shape)),
            Make("tables of the wanted names are there", path, Tables(shape)),
            Make("indexes and constraints of the wanted names are there", path, Names(shape)),
        ];

    private static Decoy Make(string what, string path, IEnumerable<string> statements) =>
        new(
            $"in schema {Schema}, behind the others on the search_path, {what}",
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
                shape.WantedColumns.Select(column =>
                    $"alter table {Schema}.{column.Table.Name} add column {column.Name} {column.Type}"
                )
            );

    private static IEnumerable<string> Tables(BaseShape shape) =>
        shape
            .WantedRelations.Where(relation => !relation.IsIndex)
            .Select(relation => $"create table {Schema}.{relation.Name} (conformance_column int)");

    private static IEnumerable<string> Names(BaseShape shape) =>
        [
            $"create table {Schema}.conformance_other (a int, b text)",
            .. shape
                .WantedRelations.Where(relation => relation.IsIndex)
                .Select(index => $"create index {index.Name} on {Schema}.conformance_other (a)"),
            .. shape.WantedConstraints.Select(name =>
                $"alter table {Schema}.conformance_other add constraint {name} check (a is null or a is not null)"
            ),
        ];
}
