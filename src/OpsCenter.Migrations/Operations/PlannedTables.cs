using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Reads how big the tables of a plan are.</summary>
internal static class PlannedTables
{
    private const string Sql = """
        select c.oid::bigint, n.nspname::text, c.relname::text, nullif(c.reltuples, -1)::bigint, pg_catalog.pg_table_size(c.oid)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join unnest($1::text[], $2::text[]) named (schema, name) on named.schema = n.nspname and named.name = c.relname
        where c.relkind in ('r', 'p', 'm')
        """;

    /// <summary>Those that steps are about and that are there; an unknown size, of a table that is dropped meanwhile, is 0.</summary>
    public static async Task<IReadOnlyList<PlannedTable>> OfAsync(
        DatabaseSession session,
        IEnumerable<MigrationStep> steps,
        CancellationToken cancellation
    )
    {
        var named = steps
            .Where(step => step is { Schema: not null, Table: not null })
            .Select(step => (Schema: step.Schema!, Table: step.Table!))
            .Distinct()
            .ToList();
        return named.Count == 0
            ? []
            : await session.LookAsync(
                Sql,
                row => new PlannedTable(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.IsDBNull(3) ? null : row.GetInt64(3),
                    row.IsDBNull(4) ? 0 : row.GetInt64(4)
                ),
                cancellation,
                named.Select(table => table.Schema).ToArray(),
                named.Select(table => table.Table).ToArray()
            ) ?? [];
    }
}
