using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>The row that a forward script writes about itself into <c>opscenter.migration</c>.</summary>
internal sealed record MigrationRecord(
    DateTimeOffset AppliedAt,
    string AppliedBy,
    RecordState State
)
{
    public static async Task<MigrationRecord?> ReadAsync(
        DatabaseSession session,
        string migration,
        Pair pair,
        CancellationToken cancellation
    )
    {
        if (!await BookSchema.HasTableAsync(session, "migration", cancellation))
        {
            return null;
        }

        if (
            pair.Layout == PairLayout.Earlier
            && !await IsOfSchemaAsync(session, migration, pair.Schema, cancellation)
        )
        {
            return null;
        }

        // A script that does all in one transaction needs no state, and may keep none.
        var rows = await session.QueryAsync(
            $"""
            select m.applied_at::timestamptz, m.applied_by::text, to_jsonb(m) ->> 'state'
            from opscenter.migration m
            where m.name = $1 and {pair.Rows("m")}
            """,
            row => new MigrationRecord(
                row.GetFieldValue<DateTimeOffset>(0),
                row.GetString(1),
                StateOf(row.IsDBNull(2) ? null : row.GetString(2))
            ),
            cancellation,
            migration
        );
        return rows.SingleOrDefault();
    }

    /// <summary>An earlier release recorded no schema: what it created tells it.</summary>
    private static async Task<bool> IsOfSchemaAsync(
        DatabaseSession session,
        string migration,
        string? schema,
        CancellationToken cancellation
    ) =>
        !await BookSchema.HasTableAsync(session, "created_object", cancellation)
        || await session.ScalarAsync<bool>(
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
