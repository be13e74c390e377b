namespace OpsCenter.Conformance.Bases.Kinds;

/// <summary>Tables that are built otherwise, and who may see them.</summary>
internal static class StructureKinds
{
    public static IEnumerable<MutationKind> Of(BaseShape shape) =>
        [
            new(TableKinds.Of(shape, "a partitioned table", Partition).Generate, IsObstacle: true),
            TableKinds.Of(
                shape,
                "a child by inheritance",
                table =>
                    $"create table {table.Schema}.field_heir () inherits ({table.FullName}); insert into {table.Schema}.field_heir select * from only {table.FullName} limit 1"
            ),
            TableKinds.Of(
                shape,
                "row security, also for the owner",
                table =>
                    $"alter table {table.FullName} enable row level security; alter table {table.FullName} force row level security; create policy field_policy on {table.FullName} to public using (true)"
            ),
            TableKinds.Of(
                shape,
                "comments and grants",
                table =>
                    $"comment on table {table.FullName} is 'seen in the field'; comment on column {table.FullName}.{table.Columns[0].Name} is 'it''s the first'; grant select on {table.FullName} to public; grant update ({table.Columns[0].Name}) on {table.FullName} to pg_monitor"
            ),
            TableKinds.Of(
                shape,
                "storage settings",
                table =>
                    $"alter table {table.FullName} set (fillfactor = 71, autovacuum_enabled = false); alter table {table.FullName} alter column {table.Columns[0].Name} set statistics 37"
            ),
            TableKinds.Of(
                shape,
                "replica identity",
                table => $"alter table {table.FullName} replica identity full"
            ),
            TableKinds.Of(
                shape,
                "another owner",
                table => $"alter table {table.FullName} owner to pg_monitor"
            ),
            TableKinds.Of(shape, "no rows", table => $"truncate {table.FullName} cascade"),
            TableKinds.Of(
                shape,
                "a namesake in another schema",
                table =>
                    $"create schema field; create table field.{table.Name} (like {table.FullName} including all); insert into field.{table.Name} select * from {table.FullName}"
            ),
        ];

    /// <summary>A table of the same name and columns that is partitioned by its key.</summary>
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
