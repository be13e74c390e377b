using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Archives;

/// <summary>An archive as the metadata has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Version">The migration whose rollback made it.</param>
/// <param name="Kind">What of the table it holds.</param>
/// <param name="Schema">The schema of the table that it was made of.</param>
/// <param name="Name">The name of that table.</param>
/// <param name="Key">The columns that tell the rows apart; empty if there were none.</param>
/// <param name="Values">The other columns.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="ArchivedAt">When it was made.</param>
internal sealed record ArchiveEntry(
    long Id,
    string Version,
    LossKind Kind,
    string Schema,
    string Name,
    IReadOnlyList<string> Key,
    IReadOnlyList<string> Values,
    long Rows,
    DateTimeOffset ArchivedAt
)
{
    /// <summary>The partitioned table that it was a partition of; null if it was none.</summary>
    public (string Schema, string Name)? Root { get; init; }

    /// <summary>The owner of the table that it was made of; null if that was not recorded.</summary>
    public string? Owner { get; init; }

    /// <summary>The transaction that applied its migration again; null if that was not one transaction.</summary>
    public string? AppliedXid { get; init; }

    /// <summary>What was visible to that transaction.</summary>
    public string? AppliedSnapshot { get; init; }

    /// <summary>The table that holds it. Its name follows from the number: recorded text is not executed.</summary>
    public string Archive => SqlName.Table(VersionSchema.Archive, ArchiveName);

    /// <summary>The name of that table without its schema.</summary>
    public string ArchiveName =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"archive_{Id}");

    /// <summary>The archives of a source that were not restored, the oldest first.</summary>
    public static async Task<IReadOnlyList<ArchiveEntry>> ReadAsync(
        DatabaseSession session,
        string source,
        CancellationToken cancellation
    ) =>
        !await VersionSchema.ExistsAsync(session, cancellation)
            ? []
            : await session.QueryAsync(
                """
                select a.id, a.version, a.kind, a.table_schema, a.table_name, a.key_columns, a.value_columns, a.row_count, a.archived_at,
                    a.root_schema, a.root_name, v.applied_xid::text, v.applied_snapshot::text,
                    -- Earlier releases have no such column.
                    to_jsonb(a) ->> 'table_owner'
                from opscenter_migrations.archive a
                -- In a copy of the database the row is of another transaction, and the number means nothing.
                left join opscenter_migrations.version v
                    on v.source = a.source and v.version = a.version and v.xmin = v.applied_xid::xid
                where a.source = $1 and a.restored_at is null
                order by a.id
                """,
                row => new ArchiveEntry(
                    row.GetInt64(0),
                    row.GetString(1),
                    Enum.Parse<LossKind>(row.GetString(2), ignoreCase: true),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetFieldValue<string[]>(5),
                    row.GetFieldValue<string[]>(6),
                    row.GetInt64(7),
                    row.GetFieldValue<DateTimeOffset>(8)
                )
                {
                    Root = row.IsDBNull(9) ? null : (row.GetString(9), row.GetString(10)),
                    AppliedXid = row.IsDBNull(11) ? null : row.GetString(11),
                    AppliedSnapshot = row.IsDBNull(12) ? null : row.GetString(12),
                    Owner = row.IsDBNull(13) ? null : row.GetString(13),
                },
                cancellation,
                source
            );
}
