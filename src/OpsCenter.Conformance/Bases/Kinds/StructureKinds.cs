namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>Mutations of the structure, storage, owner and access rights of tables.</summary>
internal static class StructureKinds
{
    public static IEnumerable<MutationKind> Of(BaseShape shape) =>
        [
            new(TableKinds.Of(shape, "a partitioned table", Partition).Generate, IsObstacle: true),
            TableKinds.Of(
                shape,
                "an inheritance child",
                table =>
                    $"create table {table.Schema}.field_heir () inherits ({table.FullName}); "
                    + $"insert into {table.Schema}.field_heir select * from only {table.FullName} limit 1"
            ),
            TableKinds.Of(
                shape,
                "forced row security",
                table =>
                    $"alter table {table.FullName} enable row level security; "
                    + $"alter table {table.FullName} force row level security; "
                    + $"create policy field_policy on {table.FullName} to public using (true)"
            ),
            TableKinds.Of(
                shape,
                "comments and grants",
                table =>
                    $"comment on table {table.FullName} is 'seen in the field'; "
                    + $"comment on column {table.FullName}.{table.Columns[0].Name} is 'it''s the first'; "
                    + $"grant select on {table.FullName} to public; "
                    + $"grant update ({table.Columns[0].Name}) on {table.FullName} to pg_monitor"
            ),
            TableKinds.Of(
                shape,
                "storage settings",
                table =>
                    $"alter table {table.FullName} set (fillfactor = 71, autovacuum_enabled = false); "
                    + $"alter table {table.FullName} alter column {table.Columns[0].Name} set statistics 37"
            ),
            TableKinds.Of(
                shape,
                "replica identity",
                table => $"alter table {table.FullName} replica identity full"
            ),
            TableKinds.Of(
                shape,
                "a different owner",
                table => $"alter table {table.FullName} owner to pg_monitor"
            ),
            TableKinds.Of(shape, "no rows", table => $"truncate {table.FullName} cascade"),
            TableKinds.Of(
                shape,
                "a table of the same name in another schema",
                table =>
                    "create schema field; "
                    + $"create table field.{table.Name} (like {table.FullName} including all); "
                    + $"insert into field.{table.Name} select * from {table.FullName}"
            ),
        ];

    /// <summary>Replaces the table by one with the same name and columns, partitioned by its key.</summary>
    private static string Partition(BaseTable table) =>
        $"""
            alter table {table.FullName} rename to field_former;
            create table {table.FullName} (like {table.Schema}.field_former including defaults including identity including generated including storage including comments) partition by hash ({table.KeyList});
            create table {table.Schema}.field_part_0 partition of {table.FullName} for values with (modulus 2, remainder 0);
            create table {table.Schema}.field_part_1 partition of {table.FullName} for values with (modulus 2, remainder 1);
            insert into {table.FullName} select * from {table.Schema}.field_former;
            drop table {table.Schema}.field_former;
            alter table {table.FullName} add primary key ({table.KeyList})
            """;
}
