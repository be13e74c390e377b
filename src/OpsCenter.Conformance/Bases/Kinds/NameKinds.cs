using CsCheck;

namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>Mutations that create an object, or another one with its name, before the up script does.</summary>
internal static class NameKinds
{
    public static IEnumerable<MutationKind> Of(BaseShape shape) =>
        [
            .. Any(
                shape.AddedColumns,
                "a new column that already exists, with values",
                column =>
                    $"alter table {column.Table.FullName} add column {column.Name} {column.Type}; "
                    + $"update {column.Table.FullName} set {column.Name} = {Value(column.Type)}",
                isObstacle: true
            ),
            .. Any(
                shape.AddedColumns,
                "a new column that already exists with another type",
                column =>
                    $"alter table {column.Table.FullName} add column {column.Name} "
                    + $"{(column.Type == "bytea" ? "text" : "bytea")}; "
                    + $"update {column.Table.FullName} set {column.Name} = 'old'",
                isObstacle: true
            ),
            .. Any(
                shape.AddedRelations,
                "a table with the name of a new object",
                relation =>
                    $"create table {relation.Schema}.{relation.Name} (field_id integer primary key); "
                    + $"insert into {relation.Schema}.{relation.Name} values (1)",
                isObstacle: true
            ),
            .. Any(
                shape.AddedRelations,
                "a view with the name of a new object",
                relation =>
                    $"create view {relation.Schema}.{relation.Name} as select 1 as field_id",
                isObstacle: true
            ),
            .. Any(
                shape.AddedRelations,
                "an index of another table with the name of a new object",
                relation =>
                    $"create table {relation.Schema}.field_other (id integer); "
                    + $"create index {relation.Name} on {relation.Schema}.field_other (id)",
                isObstacle: true
            ),
            .. Any(
                shape.AddedConstraints,
                "a constraint of another table with the name of a new one",
                name =>
                    "create table field_owner (id integer); "
                    + $"alter table field_owner add constraint {name} check (id > 0)"
            ),
            .. Any(
                shape.AddedRelations,
                "a table in another schema with the name of a new object",
                relation =>
                    $"create schema field_names; create table field_names.{relation.Name} (id integer); "
                    + $"insert into field_names.{relation.Name} values (1)"
            ),
            .. Any(
                shape.AddedColumns,
                "a table of the same name in another schema with the new column",
                column =>
                    "create schema field_columns; "
                    + $"create table field_columns.{column.Table.Name} (like {column.Table.FullName}); "
                    + $"alter table field_columns.{column.Table.Name} add column {column.Name} {column.Type}"
            ),
        ];

    private static IEnumerable<MutationKind> Any<T>(
        IReadOnlyList<T> objects,
        string kind,
        Func<T, string> sql,
        bool isObstacle = false
    ) =>
        objects.Count == 0
            ? []
            :
            [
                new(
                    Gen.OneOf([.. objects.Select(one => new Mutation(kind, sql(one)))]),
                    isObstacle
                ),
            ];

    /// <summary>A value of a common type; NULL for other types.</summary>
    private static string Value(string type) =>
        type.Split('(')[0] switch
        {
            "text" or "character varying" or "character" or "bytea" => "'7'",
            "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => "7",
            "boolean" => "true",
            "uuid" => "'00000000-0000-0000-0000-000000000007'",
            "json" or "jsonb" => "'{\"old\": 7}'",
            _ => "null",
        };
}
