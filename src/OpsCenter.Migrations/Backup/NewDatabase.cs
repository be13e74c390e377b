using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Makes the empty database that a backup is restored into.</summary>
internal static class NewDatabase
{
    /// <summary>A name that no other run has, with the process of the session: while that lives, the database is not left.</summary>
    public static string NameOf(DatabaseSession session, string prefix) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{prefix}{session.Connection.ProcessID}_{Guid.NewGuid():N}"
        );

    /// <summary>Drops the databases of <see cref="NameOf"/> that killed runs of this role left.</summary>
    /// <param name="session">On their server.</param>
    /// <param name="prefix">Of their names; has two underscores.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task DropLeftAsync(
        DatabaseSession session,
        string prefix,
        CancellationToken cancellation
    )
    {
        var left = await session.QueryAsync(
            """
            select d.datname::text
            from pg_catalog.pg_database d
            -- A database that somebody gave a similar name is not ours.
            where d.datname::text ~ ('^' || $1 || '[0-9]+_[0-9a-f]{32}$')
                and d.datdba = (select r.oid from pg_catalog.pg_roles r where r.rolname = current_user)
                and not exists (
                    select from pg_catalog.pg_stat_activity a
                    where a.datid = d.oid
                        or a.pid::text = pg_catalog.split_part(pg_catalog.substr(d.datname::text, pg_catalog.length($1) + 1), '_', 1))
            """,
            row => row.GetString(0),
            cancellation,
            prefix
        );
        foreach (var name in left)
        {
            await DropAsync(session, name);
        }
    }

    /// <exception cref="RestoreRefusedException">There is one of that name.</exception>
    public static async Task EnsureNoneAsync(
        DatabaseSession session,
        string name,
        CancellationToken cancellation
    )
    {
        if (
            await session.ScalarAsync<bool>(
                "select exists (select from pg_catalog.pg_database where datname = $1)",
                cancellation,
                name
            )
        )
        {
            throw new RestoreRefusedException(
                $"There is a database \"{name}\" already, and a restore into it could overwrite what it holds. Nothing was touched.",
                "Name a new database with --into."
            );
        }
    }

    /// <summary>Gives it its name, once it is complete. Nobody may be connected to it.</summary>
    public static async Task RenameAsync(
        DatabaseSession session,
        string from,
        string to,
        CancellationToken cancellation
    )
    {
        var statement = await session.ScalarAsync<string>(
            "select format('alter database %I rename to %I', $1, $2)",
            cancellation,
            from,
            to
        );
        await session.ExecuteAsync(statement, cancellation);
    }

    /// <summary>Like the session's own, empty.</summary>
    /// <exception cref="PermissionDeniedException">The role may not create a database.</exception>
    public static async Task CreateAsync(
        DatabaseSession session,
        string name,
        CancellationToken cancellation
    )
    {
        var statement = await session.ScalarAsync<string>(
            """
            select format('create database %I template template0 encoding %L lc_collate %L lc_ctype %L', $1,
                    pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
                || case p.settings ->> 'datlocprovider'
                    when 'i' then format(' locale_provider icu icu_locale %L', coalesce(p.settings ->> 'datlocale', p.settings ->> 'daticulocale'))
                        || coalesce(' icu_rules ' || quote_literal(p.settings ->> 'daticurules'), '')
                    when 'b' then format(' locale_provider builtin builtin_locale %L', p.settings ->> 'datlocale')
                    else ''
                end
            from pg_database d
            -- Which columns there are depends on the major.
            cross join lateral (select to_jsonb(d)) p (settings)
            where d.datname = current_database()
            """,
            cancellation,
            name
        );
        try
        {
            await session.ExecuteAsync(statement, cancellation);
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var role = await session.ScalarAsync<string>("select current_user::text", cancellation);
            throw new PermissionDeniedException(
                $"Role {role} may not create database \"{name}\": {exception.MessageText}. Nothing was touched.",
                $"An administrator runs, once: alter role {SqlName.Role(role)} createdb;",
                exception
            );
        }
    }

    /// <summary>Leads to it, on the server that the session reached.</summary>
    /// <param name="session">Connected to the database that it is beside.</param>
    /// <param name="options">Have the password.</param>
    /// <param name="name">The new database.</param>
    /// <param name="path">The search_path of its sessions; null for that of the role.</param>
    public static NpgsqlDataSource Source(
        DatabaseSession session,
        BackupOptions options,
        string name,
        string? path = null
    )
    {
        var builder = new NpgsqlDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(options.ConnectionString)
            {
                Host = session.Connection.Host,
                Port = session.Connection.Port,
                Database = name,
                SearchPath = path,
                Pooling = false,
            }.ConnectionString
        );
        // The query for the types would be resolved by that path, where the database may hold an operator of another role.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }

    /// <summary>Drops what was created here. Not cancellable: it is how a cancelled restore ends.</summary>
    public static async Task DropAsync(DatabaseSession session, string name)
    {
        var statement = await session.ScalarAsync<string>(
            "select format('drop database if exists %I with (force)', $1)",
            CancellationToken.None,
            name
        );
        await session.ExecuteAsync(statement, CancellationToken.None);
    }
}
