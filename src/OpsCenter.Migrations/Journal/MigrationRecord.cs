using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>The row that a forward script writes about itself into <c>opscenter.migration</c>.</summary>
internal sealed record MigrationRecord(
    DateTimeOffset AppliedAt,
    string AppliedBy,
    RecordState State
)
{
    /// <summary>The query for it; null if there is nothing to be asked.</summary>
    public static async Task<SessionRead<MigrationRecord>?> AskAsync(
        DatabaseSession session,
        string migration,
        Metadata metadata,
        CancellationToken cancellation
    )
    {
        var pair = metadata.Pair;
        if (
            !metadata.Has("migration")
            || pair.Layout == PairLayout.Earlier
                && metadata.Has("created_object")
                && !await IsOfSchemaAsync(session, migration, pair.Schema, cancellation)
        )
        {
            return null;
        }

        // A script that does all in one transaction needs no state, and may keep none.
        return new SessionRead<MigrationRecord>(
            new SessionQuery(
                $"""
                select m.applied_at::timestamptz, m.applied_by::text, to_jsonb(m) ->> 'state'
                from opscenter.migration m
                where m.name = $1 and {pair.Rows("m")}
                """,
                migration
            ),
            row => new MigrationRecord(
                row.GetFieldValue<DateTimeOffset>(0),
                row.GetString(1),
                StateOf(row.IsDBNull(2) ? null : row.GetString(2))
            )
        );
    }

    /// <summary>An earlier release recorded no schema: what it created tells it.</summary>
    private static Task<bool> IsOfSchemaAsync(
        DatabaseSession session,
        string migration,
        string? schema,
        CancellationToken cancellation
    ) =>
        session.ScalarAsync<bool>(
            """
            select coalesce(bool_or(coalesce(n.nspname, o.schema_name) = $2), true)
            from opscenter.created_object o
            left join pg_class c on c.oid = o.table_oid
            left join pg_namespace n on n.oid = c.relnamespace
            where o.migration = $1
            """,
            cancellation,
            migration,
            schema ?? ""
        );

    private static RecordState StateOf(string? state) =>
        state switch
        {
            "applying" => RecordState.Applying,
            "rolling back" => RecordState.RollingBack,
            _ => RecordState.Applied,
        };
}
