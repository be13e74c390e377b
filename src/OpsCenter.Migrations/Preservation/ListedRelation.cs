using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// Reads a table or sequence that was listed a moment ago, in the session's open transaction. Its lock is given back at once: thousands of
/// them would fill the server's table of locks.
/// </summary>
internal static class ListedRelation
{
    private const string Name = "opscenter_relation";

    /// <summary>What the query finds, or null if somebody has dropped the relation since it was listed.</summary>
    /// <param name="session">Its transaction goes on in either case.</param>
    /// <param name="oid">The relation, which the query reads by its name.</param>
    /// <param name="query">The query.</param>
    /// <param name="map">Makes one of a row.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="role">The role to read it as; null for the session's own.</param>
    public static async Task<IReadOnlyList<T>?> ReadAsync<T>(
        DatabaseSession session,
        long oid,
        SessionQuery query,
        Func<NpgsqlDataReader, T> map,
        CancellationToken cancellation,
        string? role = null
    )
    {
        try
        {
            var results = await session.BatchAsync(
                [
                    new($"savepoint {Name}"),
                    .. Become(role),
                    query,
                    // Gives the role back, too.
                    new($"rollback to savepoint {Name}"),
                    new($"release savepoint {Name}"),
                ],
                map,
                cancellation
            );
            return results[0];
        }
        catch (PostgresException missing)
            when (missing.SqlState
                    is PostgresErrorCodes.UndefinedTable
                        or PostgresErrorCodes.LockNotAvailable
            )
        {
            await session.ExecuteBatchAsync(
                [$"rollback to savepoint {Name}", $"release savepoint {Name}"],
                cancellation
            );
            if (missing.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                throw;
            }

            // One that only has another name now is not gone.
            if (await IsThereAsync(session, oid, cancellation))
            {
                throw;
            }

            return null;
        }
    }

    private static SessionQuery[] Become(string? role) =>
        role is null ? [] : [new($"set local role {SqlName.Role(role)}")];

    // Not by a query of pg_class: the transaction's snapshot may be older than the drop.
    private static Task<bool> IsThereAsync(
        DatabaseSession session,
        long oid,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            "select pg_catalog.pg_relation_filenode(($1::bigint)::oid) is not null",
            cancellation,
            oid
        );
}
