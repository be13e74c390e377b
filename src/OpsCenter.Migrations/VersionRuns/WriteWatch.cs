using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Triggers on the tables of a copy: an UPDATE or a DELETE that finds no row there would leave no trace otherwise.
/// </summary>
internal static class WriteWatch
{
    private const string Schema = "opscenter_watch";

    private static readonly string[] Create =
    [
        $"create schema {Schema}",
        $"create table {Schema}.touched (table_oid bigint not null, verb text not null)",
        // A publication of all tables refuses to delete from one without an identity.
        $"alter table {Schema}.touched replica identity full",
        $"""
            create function {Schema}.note() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
            begin
                insert into {Schema}.touched values (tg_relid::bigint, lower(tg_op));
                return null;
            end $$
            """,
        $"""
            do $$
            declare
                found record;
            begin
                for found in
                    select format('%I.%I', n.nspname, c.relname) as name
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|opscenter)' and n.nspname <> 'information_schema'
                loop
                    begin
                        execute format('create trigger {Schema} before update or delete on %s for each statement execute function {Schema}.note()', found.name);
                    exception when insufficient_privilege then
                        null;
                    end;
                end loop;
            end $$
            """,
    ];

    /// <summary>Creates them.</summary>
    public static async Task BeginAsync(EngineContext copy, CancellationToken cancellation)
    {
        await using var session = await copy.OpenAsync(cancellation);
        await session.ExecuteBatchAsync(Create, cancellation);
    }

    /// <summary>The tables, by OID, that the statements since the last call could have changed or deleted rows of, and the verb.</summary>
    public static async Task<IReadOnlyList<(long Oid, string Verb)>> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        await session.QueryAsync(
            $"with read as (delete from {Schema}.touched returning *) select distinct table_oid, verb from read order by 1, 2",
            row => (row.GetInt64(0), row.GetString(1)),
            cancellation
        );

    /// <summary>A difference without these triggers.</summary>
    public static ObjectDifference Without(ObjectDifference difference) =>
        new(
            [.. difference.Created.Where(found => !IsOwn(found))],
            [.. difference.Changed.Where(pair => !IsOwn(pair.Before))],
            [.. difference.Dropped.Where(found => !IsOwn(found))]
        );

    /// <summary>What a script would do to data that is there, and does not declare.</summary>
    public static IEnumerable<UndeclaredChange> Undeclared(
        FolderScript script,
        ScriptEffects effects,
        IReadOnlyList<(string Table, string Verb)> touched,
        TableSizes sizes
    )
    {
        var changes = effects
            .NewFiles.Select(table =>
                (table.Identity, What: "would be emptied, or every row written anew")
            )
            .Concat(
                effects
                    .Objects.Dropped.Where(found => found.IsTable)
                    .Select(table => (table.Identity, What: "would be dropped with its rows"))
            )
            .Concat(
                effects
                    .Objects.Dropped.Where(found => found.Kind == "column")
                    .Where(column =>
                        !effects.Objects.Dropped.Any(found =>
                            found.IsTable && found.Identity == column.Table
                        )
                    )
                    .Select(column =>
                        (
                            Identity: column.Table!,
                            What: $"column {column.Identity} would be dropped with its values"
                        )
                    )
            )
            .Select(change => new UndeclaredChange(change.Identity, change.What, IsCertain: true))
            .Concat(
                touched.Select(found => new UndeclaredChange(
                    found.Table,
                    $"{found.Verb} may find rows",
                    IsCertain: false
                ))
            );
        return changes.Where(change =>
            sizes.Of(change.Table).HasRows && !script.Declares(change.Table)
        );
    }

    private static bool IsOwn(DatabaseObject found) =>
        found.Kind == "trigger"
        && found.Identity.StartsWith($"{Schema} on ", StringComparison.Ordinal);
}
