using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Schema public, which a new database has already: a restore does not create it as the file says.</summary>
internal static class PublicSchema
{
    private const string Definition = "SCHEMA - public ";

    /// <summary>The first major whose databases let nobody but their owner create objects in schema public, and whose pg_dump expects that.</summary>
    private const int FirstWithoutCreate = 15;

    private const string Revoke = "revoke create on schema public from public";

    /// <summary>Gives it the owner that it has in the file, and the rights that pg_dump expected before its grants.</summary>
    /// <param name="made">Connected to the new database, which is empty.</param>
    /// <param name="contents">Of the file.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What the role of the session may not do.</returns>
    public static async Task<List<string>> PrepareAsync(
        DatabaseSession made,
        Contents contents,
        CancellationToken cancellation
    )
    {
        await OwnAsync(made, contents, cancellation);
        if (
            contents.DumpMajor is not >= FirstWithoutCreate
            || made.Connection.PostgreSqlVersion.Major >= FirstWithoutCreate
        )
        {
            return [];
        }

        var isOwned = await made.ScalarAsync<bool>(
            "select pg_has_role(n.nspowner, 'USAGE') from pg_namespace n where n.nspname = 'public'",
            cancellation
        );
        if (!isOwned)
        {
            return
            [
                "Every role may create objects in schema public of the new database. Where the file does not say so, a superuser runs, "
                    + $"connected to it: {Revoke};",
            ];
        }

        await made.ExecuteAsync(Revoke, cancellation);
        return [];
    }

    private static async Task OwnAsync(
        DatabaseSession made,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var owners = contents
            .Entries.Where(entry => entry.Text.StartsWith(Definition, StringComparison.Ordinal))
            .Select(entry => entry.Text[Definition.Length..])
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
