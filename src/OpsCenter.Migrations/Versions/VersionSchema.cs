using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Versions;

/// <summary>The schemas with the metadata of folders of migrations, and whether they may be used.</summary>
internal static class VersionSchema
{
    /// <summary>The schema of the journal.</summary>
    public const string Name = "opscenter_migrations";

    /// <summary>The schema of what rollbacks archived.</summary>
    public const string Archive = "opscenter_migrations_archive";

    /// <summary>Schemas that are no part of anybody's migrations.</summary>
    public static IReadOnlyList<string> Own { get; } =
    [Name, Archive, "opscenter", "opscenter_archive", "opscenter_watch"];

    private static readonly string Create = EmbeddedSql.Read("Versions/create.sql");

    private static readonly string Untrusted = VersionTrust.Query("Versions/untrusted.sql");

    /// <summary>Whether there is a journal. Nothing of it is read before this was asked.</summary>
    /// <exception cref="UntrustedObjectException">What stands in its place cannot be used.</exception>
    public static async Task<bool> ExistsAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var faults = await session.QueryAsync(
            Untrusted,
            row => $"{row.GetString(0)}, owner {row.GetString(1)}: {row.GetString(2)}",
            cancellation,
            (object)new[] { Name, Archive }
        );
        if (faults.Count > 0)
        {
            throw new UntrustedObjectException(
                "What stands in the place of the migration metadata cannot be trusted, and was not read; nothing was changed:\n"
                    + string.Join('\n', faults.Select((fault, index) => $"  {index + 1}. {fault}")),
                "Trusted are superusers, the owner of the database, and the roles that this login may act as; for a superuser, who may act as "
                    + "anybody, only its own role. Find out who made it and why. If it is ours, run opscenter as its owner. If it is not, have "
                    + $"its owner or a superuser rename the schema (alter schema {Name} rename to ...;)."
            );
        }

        return await session.ScalarAsync<bool>(
            "select pg_catalog.to_regclass($1) is not null",
            cancellation,
            $"{Name}.history"
        );
    }

    /// <summary>Creates the journal in the open transaction.</summary>
    public static async Task CreateAsync(DatabaseSession session, CancellationToken cancellation)
    {
        try
        {
            await session.ExecuteBatchAsync(
                [
                    .. Create.Split(";\n", StringSplitOptions.RemoveEmptyEntries),
                    OwnRights.Statement,
                ],
                cancellation
            );
        }
        catch (PostgresException exception)
            when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            exception.Data[EngineFailure.Statement] = $"create schema {Name}, for the journal";
            throw;
        }
    }
}
