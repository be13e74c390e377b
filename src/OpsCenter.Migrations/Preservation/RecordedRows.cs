using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>
/// Rows that event triggers insert into tables of their own while a migration runs, a log of DDL for example. They are the business of
/// whoever allowed the event triggers; rows that are updated or deleted never are.
/// </summary>
internal static class RecordedRows
{
    private const string Rule = "event-triggers";

    /// <summary>Whether tables that the migration has nothing to do with may grow in its transactions.</summary>
    public static async Task<bool> AreAllowedAsync(
        DatabaseSession session,
        MigratorOptions options,
        CancellationToken cancellation
    ) =>
        options.Allowed.Contains(Rule)
        && await session.ScalarAsync<bool>(
            "select exists (select from pg_catalog.pg_event_trigger as e where e.evtenabled <> 'D')",
            cancellation
        );
}
