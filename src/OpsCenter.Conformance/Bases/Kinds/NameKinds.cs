using CsCheck;

namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>What the way forward wants to make is there already, wholly or in name.</summary>
internal static class NameKinds
{
    public static IEnumerable<MutationKind> Of(BaseShape shape) =>
        [
            .. Any(
                shape.WantedColumns,
                "a wanted column, with values",
                column =>
                    $"alter table {column.Table.FullName} add column {column.Name} {column.Type}; update {column.Table.FullName} set {column.Name} = {Value(column.Type)}",
                isObstacle: true
            ),
            .. Any(
                shape.WantedColumns,
                "a wanted column of another type",
                column =>
                    $"alter table {column.Table.FullName} add column {column.Name} {(column.Type == "bytea" ? "text" : "bytea")}; update {column.Table.FullName} set {column.Name} = 'old'",
                isObstacle: true
            ),
            .. Any(
                shape.WantedRelations,
                "a table of a wanted name",
                relation =>
                    $"create table {relation.Schema}.{relation.Name} (field_id integer primary key); insert into {relation.Schema}.{relation.Name} values (1)",
                isObstacle: true
            ),
            .. Any(
                shape.WantedRelations,
                "a view of a wanted name",
                relation =>
                    $"create view {relation.Schema}.{relation.Name} as select 1 as field_id",
                isObstacle: true
            ),
            .. Any(
                shape.WantedRelations,
                "another table's index of a wanted name",
                relation =>
                    $"create table {relation.Schema}.field_other (id integer); create index {relation.Name} on {relation.Schema}.field_other (id)",
                isObstacle: true
            ),
            .. Any(
                shape.WantedConstraints,
                "another table's constraint of a wanted name",
                name =>
                    $"create table field_owner (id integer); alter table field_owner add constraint {name} check (id > 0)"
            ),
            .. Any(
                shape.WantedRelations,
                "a wanted name in another schema",
                relation =>
                    $"create schema field_names; create table field_names.{relation.Name} (id integer); insert into field_names.{relation.Name} values (1)"
            ),
            .. Any(
                shape.WantedColumns,
                "a wanted column on a namesake in another schema",
                column =>
                    $"create schema field_columns; create table field_columns.{column.Table.Name} (like {column.Table.FullName}); alter table field_columns.{column.Table.Name} add column {column.Name} {column.Type}"
            ),
        ];

    private static IEnumerable<MutationKind> Any<T>(
        IReadOnlyList<T> wanted,
        string kind,
        Func<T, string> sql,
        bool isObstacle = false
    ) =>
        wanted.Count == 0
            ? []
            : [new(Gen.OneOf([.. wanted.Select(one => new Mutation(kind, sql(one)))]), isObstacle)];

    /// <summary>A value that any common type takes; NULL for others.</summary>
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
