namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>Mutations that add dependent objects: views, triggers, rules, keys.</summary>
internal static class DependentKinds
{
    /// <summary>What the trigger says that lets nobody change or delete rows.</summary>
    public const string Refusal = "nobody may change rows of";

    /// <summary>The constraint that the rows of a table violate: whoever changes one is refused.</summary>
    public const string Unvalidated = "field_unvalidated";

    public static IEnumerable<MutationKind> Of(BaseShape shape) =>
        [
            TableKinds.Of(
                shape,
                "a view on a table",
                table =>
                    $"create view {table.Schema}.field_view as select * from {table.FullName}; "
                    + $"grant select on {table.Schema}.field_view to public"
            ),
            .. TableKinds.OfColumn(
                shape,
                "a materialized view on a column",
                _ => true,
                (table, column) =>
                    $"create materialized view {table.Schema}.field_summary as select {column.Name} as value, "
                    + $"count(*) from {table.FullName} group by 1"
            ),
            TableKinds.Of(
                shape,
                "a trigger that copies inserted rows to another table",
                table =>
                    $"""
                        create table {table.Schema}.field_history (id bigint generated always as identity, at timestamptz default '2024-01-01', row jsonb);
                        create function {table.Schema}.field_keep() returns trigger language plpgsql as $f$
                        begin insert into {table.Schema}.field_history (row) values (to_jsonb(new)); return new; end $f$;
                        create trigger field_keep before insert on {table.FullName} for each row execute function {table.Schema}.field_keep()
                        """
            ),
            TableKinds.Of(
                shape,
                "a trigger that refuses UPDATE and DELETE",
                table =>
                    $"""
                        create function {table.Schema}.field_refuse() returns trigger language plpgsql as $f$
                        begin raise exception '{Refusal} %', tg_table_name; end $f$;
                        create trigger field_refuse before update or delete on {table.FullName} for each row execute function {table.Schema}.field_refuse()
                        """
            ),
            TableKinds.Of(
                shape,
                "a rule",
                table =>
                    $"create rule field_rule as on delete to {table.FullName} where false do instead nothing"
            ),
            TableKinds.Of(
                shape,
                "a foreign key of another table",
                table =>
                    $"create table {table.Schema}.field_child as select {table.KeyList} from {table.FullName} "
                    + "limit 2; "
                    + $"alter table {table.Schema}.field_child add constraint field_child_fkey foreign key "
                    + $"({table.KeyList}) references {table.FullName} on delete cascade"
            ),
            TableKinds.Of(
                shape,
                "a foreign key to another table",
                table =>
                    $"create table {table.Schema}.field_parent (id integer primary key); "
                    + $"insert into {table.Schema}.field_parent values (1); "
                    + $"alter table {table.FullName} add column field_parent_id integer default 1 references "
                    + $"{table.Schema}.field_parent"
            ),
            TableKinds.Of(
                shape,
                "a check constraint",
                table =>
                    $"alter table {table.FullName} add constraint field_check check ({table.Columns[0].Name} "
                    + "is not null or true)"
            ),
            TableKinds.Of(
                shape,
                "a check constraint that is not validated",
                table =>
                    $"alter table {table.FullName} add constraint {Unvalidated} check "
                    + $"({table.Columns[0].Name} is null) not valid"
            ),
            TableKinds.Of(
                shape,
                "an additional index on an expression",
                table =>
                    $"create index field_index on {table.FullName} (({table.Columns[0].Name}::text), "
                    + $"{table.Columns[^1].Name}) where {table.Columns[0].Name} is not null"
            ),
            TableKinds.Of(
                shape,
                "a publication",
                table => $"create publication field_publication for table {table.FullName}"
            ),
            TableKinds.Of(
                shape,
                "extended statistics",
                table =>
                    $"create statistics {table.Schema}.field_statistics on {table.Columns[0].Name}, "
                    + $"{table.Columns[^1].Name} from {table.FullName}"
            ),
        ];
}
