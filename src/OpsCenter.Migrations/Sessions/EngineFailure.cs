using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Turns what the server says about a statement of the engine's own into one of the types in Errors.</summary>
internal static class EngineFailure
{
    private const string OwnSchema = """
        select pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(n.nspowner))
        from pg_catalog.pg_namespace as n
        where n.nspname = 'opscenter' and not pg_catalog.pg_has_role(n.nspowner, 'USAGE')
        """;

    /// <summary>The key of the statement in the data of an exception.</summary>
    public const string Statement = "opscenter.statement";

    public static bool IsKnown(PostgresException exception) =>
        StatementEnd.IsMeantBy(exception)
        || exception.SqlState
            is PostgresErrorCodes.LockNotAvailable
                or PostgresErrorCodes.InsufficientPrivilege;

    /// <summary>The typed error of one that <see cref="IsKnown"/>. Asks the server for the remedy; what was open was rolled back.</summary>
    public static async Task<MigrationException> DescribeAsync(
        EngineContext context,
        PostgresException exception
    ) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.LockNotAvailable => new LockTimeoutException(
                $"{exception.MessageText}. Another session holds a lock that keeps even readers out. What had not been committed was rolled back.",
                "Repeat when it has ended (see pg_stat_activity, pg_blocking_pids()), or allow a longer --lock-timeout.",
                exception
            ),
            PostgresErrorCodes.QueryCanceled => StatementEnd.Describe(exception),
            _ => new PermissionDeniedException(
                $"{exception.MessageText}{Of(exception)}. What had not been committed was rolled back.",
                await RemedyAsync(context, exception),
                exception
            ),
        };

    /// <summary>The statement that was refused, where that is known.</summary>
    private static string Of(PostgresException exception) =>
        exception.Data[Statement] is string text ? $" (in: {text})" : "";

    /// <summary>What gives the role just the right that it lacks.</summary>
    public static async Task<string> RemedyAsync(EngineContext context, PostgresException exception)
    {
        try
        {
            await using var session = await context.OpenAsync(CancellationToken.None);
            var rights = await session.BatchAsync(
                [MissingRights.Query(exception.MessageText), new SessionQuery(OwnSchema)],
                row => (First: row.GetString(0), Last: row.GetString(row.FieldCount - 1)),
                CancellationToken.None
            );
            if (rights[0].Count > 0)
            {
                return $"Have an administrator run: {string.Join(' ', rights[0].Select(right => right.Last))}";
            }

            if (rights[1].Count > 0)
            {
                return $"Schema opscenter, where migrations are recorded, belongs to role {rights[1][0].First}: connect as that role.";
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or MigrationException)
        {
            // The look-up is denied as well: what the server said has to suffice.
        }

        return "The role lacks a right on what the message names. Connect as its owner, or have the owner grant just that.";
    }
}
