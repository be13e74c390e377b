using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Versions;

/// <summary>
/// Code that others hung on a table and that would run with our rights: a role that may act as anybody is not to read or write a table whose
/// owner it does not trust, if that runs functions of that owner.
/// </summary>
internal static class TableCode
{
    /// <summary>What to do where there is some.</summary>
    public const string Remedy =
        "Find out why it is there. Run opscenter as the owner of the table, or drop that code, or have the table given to a trusted role: a "
        + "superuser, the owner of the database, or the role that runs this.";

    private static readonly string Sql = VersionTrust.Query("Versions/table_code.sql");

    /// <summary>Looks at tables and their partitions, and keeps others from adding code until the transaction ends.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="table">The OID of the table.</param>
    /// <param name="name">Its name, quoted.</param>
    /// <param name="isWritten">Whether rows are written to it, not only read.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What would run, as a sentence; null if nothing.</returns>
    public static async Task<string?> FindAsync(
        DatabaseSession session,
        long table,
        string name,
        bool isWritten,
        CancellationToken cancellation
    )
    {
        if (await IsTrustedAsync(session, table, cancellation))
        {
            return null;
        }

        await session.ExecuteAsync(
            $"lock table {name} in share update exclusive mode",
            cancellation
        );
        var found = await session.QueryAsync(
            Sql,
            row =>
                $"{row.GetString(0)} belongs to role {row.GetString(1)}, which is not trusted, and {row.GetString(2)} would run with the rights of "
                + $"role {row.GetString(3)}",
            cancellation,
            new[] { table },
            isWritten
        );
        return found.FirstOrDefault();
    }

    /// <summary>Whether a table belongs to a trusted role.</summary>
    public static Task<bool> IsTrustedAsync(
        DatabaseSession session,
        long table,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            $"select exists (select from pg_class c where c.oid::bigint = $1 and c.relowner in ({VersionTrust.Roles}))",
            cancellation,
            table
        );
}
