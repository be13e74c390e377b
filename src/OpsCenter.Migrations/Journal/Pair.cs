using System.Data;
using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>
/// The part of a database that the metadata of a migration belongs to: the schema in which the search_path finds the first of the
/// tables that the migration extends. A migration that names no table has one record for the whole database.
/// </summary>
/// <param name="Layout">How the metadata tells pairs apart.</param>
/// <param name="Number">Its number in <c>opscenter.pair</c>; null if it is not listed there.</param>
/// <param name="Schema">The schema; null if the search_path leads to none.</param>
internal sealed record Pair(PairLayout Layout, int? Number, string? Schema)
{
    private const string ByTable = """
        select (
                select n.nspname::text
                from unnest($1::text[]) with ordinality as p (schema_name, place)
                join pg_namespace n on n.nspname = p.schema_name
                join pg_class c on c.relnamespace = n.oid and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')
                order by p.place
                limit 1),
            exists (
                select
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'opscenter' and c.relname = 'pair' and c.relkind = 'r')
        """;

    // The same rule as in scripts/sql/machine/home.sql and find_pair.sql.
    private const string ByRecord = """
        with listed as (
            select coalesce(c.relnamespace, n.oid) as schema_oid
            from opscenter.pair p
            left join pg_class c on c.oid = p.table_oid and p.record_oid = p.tableoid
            left join pg_namespace n on case when p.record_oid = p.tableoid then n.oid = p.schema_oid else n.nspname = p.schema_name end),
        found as (
            select n.oid as schema_oid, c.oid as table_oid
            from unnest($1::text[]) with ordinality as p (schema_name, place)
            join pg_namespace n on n.nspname = p.schema_name
            left join pg_class c on c.relnamespace = n.oid and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')
            where c.oid is not null or n.oid in (select l.schema_oid from listed l)
            order by p.place
            limit 1)
        select n.nspname::text, l.number, coalesce(l.is_current, true)
        from found f
        join pg_namespace n on n.oid = f.schema_oid
        left join lateral (
            select p.number,
                p.record_oid = p.tableoid and p.table_oid = coalesce(f.table_oid, 0) and p.schema_oid = f.schema_oid and p.schema_name = n.nspname
                    as is_current
            from opscenter.pair p
            where case
                when p.record_oid = p.tableoid then p.table_oid = f.table_oid or p.schema_oid = f.schema_oid and not exists (
                    select from pg_class c where c.oid = p.table_oid and c.relnamespace <> f.schema_oid)
                else p.schema_name = n.nspname
            end
            order by p.table_oid is not distinct from f.table_oid desc, p.number desc
            limit 1) l on true
        """;

    /// <summary>False if its schema was renamed, its table made anew, or the database restored, since a script or apply listed it.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>Of a migration that names no table.</summary>
    public static readonly Pair WholeDatabase = new(PairLayout.WholeDatabase, null, null);

    /// <summary>The pair that a path leads to.</summary>
    public static async Task<Pair> FindAsync(
        DatabaseSession session,
        Migration migration,
        IReadOnlyList<string> schemas,
        CancellationToken cancellation
    )
    {
        if (migration.ExtendedTables.Count == 0)
        {
            return WholeDatabase;
        }

        var home = AskHome(migration, schemas);
        await session.ReadAsync([home], cancellation);
        var listed = home.Rows[0].IsListed ? AskListed(migration, schemas) : null;
        await session.ReadAsync(listed is null ? [] : [listed], cancellation);
        return Of(home, listed);
    }

    /// <summary>
    /// The first question about a migration that names tables: the schema of the first one, and whether there is
    /// <c>opscenter.pair</c>. Reads the catalogs only.
    /// </summary>
    public static SessionRead<(string? Schema, bool IsListed)> AskHome(
        Migration migration,
        IReadOnlyList<string> schemas
    ) =>
        new(
            new SessionQuery(ByTable, schemas.ToArray(), migration.ExtendedTables[0]),
            row => (row.IsDBNull(0) ? null : row.GetString(0), row.GetBoolean(1))
        );

    /// <summary>The second question, where there is that table.</summary>
    public static SessionRead<Pair> AskListed(Migration migration, IReadOnlyList<string> schemas) =>
        new(
            new SessionQuery(ByRecord, schemas.ToArray(), migration.ExtendedTables[0]),
            row => new Pair(
                PairLayout.Numbered,
                row.IsDBNull(1) ? null : row.GetInt32(1),
                row.GetString(0)
            )
            {
                IsCurrent = row.GetBoolean(2),
            }
        );

    /// <summary>The pair by the answers. A first question without an answer was not asked; the second one is null then.</summary>
    public static Pair Of(
        SessionRead<(string? Schema, bool IsListed)> home,
        SessionRead<Pair>? listed
    ) =>
        home.Rows.Count == 0 ? WholeDatabase
        : listed is null ? new Pair(PairLayout.Earlier, null, home.Rows[0].Schema)
        : listed.Rows.SingleOrDefault() ?? new Pair(PairLayout.Numbered, null, null);

    /// <summary>Every pair of the database, by schema: those that have the table, and those that are listed without it.</summary>
    public static async Task<IReadOnlyList<Pair>> AllAsync(
        DatabaseSession session,
        Migration migration,
        CancellationToken cancellation
    )
    {
        if (migration.ExtendedTables.Count == 0)
        {
            return [WholeDatabase];
        }

        var schemas = await session.QueryAsync(
            """
            select n.nspname::text
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relname = $1 and c.relkind in ('r', 'p') and n.nspname !~ '^pg_'
            order by 1
            """,
            row => row.GetString(0),
            cancellation,
            migration.ExtendedTables[0]
        );
        var pairs = new List<Pair>();
        foreach (var schema in schemas)
        {
            pairs.Add(await FindAsync(session, migration, [schema], cancellation));
        }

        if (await MetadataSchema.HasTableAsync(session, "pair", cancellation))
        {
            pairs.AddRange(
                await session.QueryAsync(
                    """
                    select p.number, p.schema_name::text
                    from opscenter.pair p
                    where not p.number = any ($1)
                    order by p.number
                    """,
                    row => new Pair(PairLayout.Numbered, row.GetInt32(0), row.GetString(1)),
                    cancellation,
                    (object)pairs.Select(pair => pair.Number ?? 0).ToArray()
                )
            );
        }

        return pairs;
    }

    /// <summary>The number of the pair that a path leads to, asked in the open transaction of a script; null if none is listed.</summary>
    public static int? NumberOf(
        Func<IDbCommand> commands,
        Migration migration,
        IReadOnlyList<string> schemas
    )
    {
        if (migration.ExtendedTables.Count == 0)
        {
            return null;
        }

        using var command = (NpgsqlCommand)commands();
        command.Parameters.Add(new NpgsqlParameter { Value = schemas.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = migration.ExtendedTables[0] });
        command.CommandText = ByTable;
        using (var reader = command.ExecuteReader())
        {
            if (!reader.Read() || !reader.GetBoolean(1))
            {
                return null;
            }
        }

        command.CommandText = ByRecord;
        using var listed = command.ExecuteReader();
        return listed.Read() && !listed.IsDBNull(1) ? listed.GetInt32(1) : null;
    }

    /// <summary>A condition on the column <c>pair</c> of a metadata table that a script makes.</summary>
    /// <param name="alias">The table's.</param>
    public string Rows(string alias) =>
        Layout == PairLayout.Numbered
            ? string.Create(CultureInfo.InvariantCulture, $"{alias}.pair = {Number ?? 0}")
            : "true";
}
