using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>What belongs to a database and not to its tables, and what of it a restore into a new one brings.</summary>
internal static class DatabaseProperties
{
    private const string Sql = """
        select
            pg_get_userbyid(d.datdba)::text,
            (select count(*) from pg_db_role_setting s where s.setdatabase = d.oid),
            d.datacl is not null,
            shobj_description(d.oid, 'pg_database') is not null
        from pg_database d
        where d.datname = current_database()
        """;

    /// <summary>Names what is only in the database that the file was taken of.</summary>
    /// <param name="session">Connected to the database that the restore began from.</param>
    /// <param name="contents">Of the file.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<string>> MissingAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
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
}
