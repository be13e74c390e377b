using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Makes the empty database that a backup is restored into.</summary>
internal static class NewDatabase
{
    /// <summary>Like the session's own, empty.</summary>
    /// <exception cref="RestoreRefusedException">There is one of that name.</exception>
    /// <exception cref="PermissionDeniedException">The role may not create a database.</exception>
    public static async Task CreateAsync(
        DatabaseSession session,
        string name,
        CancellationToken cancellation
    )
    {
        var statement = await session.ScalarAsync<string>(
            """
            select format('create database %I template template0 encoding %L lc_collate %L lc_ctype %L',
                $1, pg_catalog.pg_encoding_to_char(encoding), datcollate, datctype)
            from pg_catalog.pg_database
            where datname = current_database()
            """,
            cancellation,
            name
        );
        try
        {
            await session.ExecuteAsync(statement, cancellation);
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            throw new RestoreRefusedException(
                $"There is a database \"{name}\" already, and a restore into it could overwrite what it holds. Nothing was touched.",
                "Name a new database with --into.",
                exception
            );
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
