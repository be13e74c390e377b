using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>What belongs to a database and not to its tables, and what of it a restore into a new one brings.</summary>
internal static class DatabaseProperties
{
    private const string PublicSchema = "SCHEMA - public ";

    private const string Sql = """
        select
            pg_get_userbyid(d.datdba)::text,
            (select count(*) from pg_db_role_setting s where s.setdatabase = d.oid),
            d.datacl is not null,
            shobj_description(d.oid, 'pg_database') is not null
        from pg_database d
        where d.datname = current_database()
        """;

    /// <summary>Gives schema public the owner that it has in the file, and names what is only in the database that the file was taken of.</summary>
    /// <param name="session">Connected to the database that the restore began from.</param>
    /// <param name="beside">Leads to the new database.</param>
    /// <param name="contents">Of the file.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<string>> CompleteAsync(
        DatabaseSession session,
        EngineContext beside,
        Contents contents,
        CancellationToken cancellation
    )
    {
        await using (var made = await beside.OpenAsync(cancellation))
        {
            await GivePublicAsync(made, contents, cancellation);
        }

        if (
            contents.Database is not { } origin
            || origin != ContentsEntry.Listed(session.Connection.Database)
        )
        {
            return [];
        }

        var (owner, settings, hasRights, isDescribed) = (
            await session.QueryAsync(
                Sql,
                row => (row.GetString(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3)),
                cancellation
            )
        )[0];
        var role = await session.ScalarAsync<string>("select current_user::text", cancellation);
        string[] missing =
        [
            .. owner == role ? Array.Empty<string>() : [$"its owner {owner}"],
            .. settings == 0
                ? Array.Empty<string>()
                : [FormattableString.Invariant($"settings of roles and the database ({settings})")],
            .. hasRights ? ["rights to connect, and others on it"] : Array.Empty<string>(),
            .. isDescribed ? ["its comment"] : Array.Empty<string>(),
        ];
        return missing.Length == 0
            ? []
            :
            [
                $"What database {origin} itself has is in no backup of its tables: {string.Join("; ", missing)}.",
            ];
    }

    /// <summary>The file creates schema public, which a new database has; what it says about the owner would be lost.</summary>
    private static async Task GivePublicAsync(
        DatabaseSession made,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var owners = contents
            .Entries.Where(entry => entry.Text.StartsWith(PublicSchema, StringComparison.Ordinal))
            .Select(entry => entry.Text[PublicSchema.Length..])
            .ToArray();
        var statements = await made.QueryAsync(
            """
            select format('alter schema public owner to %I', r.rolname)
            from pg_roles r
            join pg_namespace n on n.nspname = 'public' and n.nspowner <> r.oid
            where translate(r.rolname::text, E'\n\r', '  ') = any ($1)
                and (select m.rolsuper from pg_roles m where m.rolname = current_user)
            """,
            row => row.GetString(0),
            cancellation,
            (object)owners
        );
        if (statements is [var statement])
        {
            await made.ExecuteAsync(statement, cancellation);
        }
    }
}
