using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Large objects, which no archive holds.</summary>
internal static class LargeObjects
{
    /// <summary>How many rows of theirs the open transaction changed or deleted.</summary>
    public static Task<long> CountAsync(DatabaseSession session, CancellationToken cancellation) =>
        session.ScalarAsync<long>(
            """
            select sum(pg_stat_get_xact_tuples_deleted(c.oid) + pg_stat_get_xact_tuples_updated(c.oid))::bigint
            from unnest(array['pg_largeobject'::regclass, 'pg_largeobject_metadata'::regclass]) as c (oid)
            """,
            cancellation
        );

    /// <summary>What a down script is refused with that changes or deletes some.</summary>
    public static MigrationRefusedException Refusal(string version) =>
        new(
            version,
            $"The rollback of {version} would change or delete large objects, which cannot be archived. It was not rolled back.",
            "Take a backup and leave them out of the down script, or drop them without a copy by --discard with the database's name."
        );
}
