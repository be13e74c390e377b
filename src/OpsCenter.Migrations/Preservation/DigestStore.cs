using System.Text.Json;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Keeps digests in <c>opscenter.digest</c>, in the transaction of the journal row that they belong to.</summary>
internal static class DigestStore
{
    private const string Create = """
        create table if not exists opscenter.digest (
            journal_id bigint not null references opscenter.journal (id),
            kind text not null check (kind in ('table', 'sequence', 'unchecked')),
            schema_name text not null,
            object_name text not null,
            algorithm text not null,
            taken_at timestamptz not null,
            row_count bigint,
            content text not null,
            detail jsonb not null,
            primary key (journal_id, kind, schema_name, object_name)
        )
        """;

    private const string Insert = """
        insert into opscenter.digest
            (journal_id, kind, schema_name, object_name, algorithm, taken_at, row_count, content, detail)
        select $1, d.kind, d.schema_name, d.object_name, $2, $3, d.row_count, d.content, d.detail
        from jsonb_to_recordset($4::jsonb)
            as d(kind text, schema_name text, object_name text, row_count bigint, content text, detail jsonb)
        """;

    public static async Task SaveAsync(
        DatabaseSession session,
        long journalId,
        DigestSet set,
        CancellationToken cancellation
    )
    {
        if (!await MetadataSchema.HasTableAsync(session, "digest", cancellation))
        {
            await MetadataRole.ExecuteAsync(session, Create, cancellation);
        }

        await MetadataRole.ExecuteAsync(
            session,
            Insert,
            cancellation,
            journalId,
            set.Algorithm,
            set.TakenAt,
            JsonSerializer.Serialize(DigestRow.Of(set), DigestJson.Default.IReadOnlyListDigestRow)
        );
    }

    /// <summary>The digests that belong to a journal row, or null if there are none. There must be the table.</summary>
    public static async Task<DigestSet?> LoadAsync(
        DatabaseSession session,
        long journalId,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync(
            """
            select algorithm, taken_at, kind, schema_name, object_name, row_count, content, detail::text
            from opscenter.digest
            where journal_id = $1
            order by kind desc, schema_name, object_name
            """,
            row =>
                (
                    Algorithm: row.GetString(0),
                    TakenAt: row.GetFieldValue<DateTimeOffset>(1),
                    Row: new DigestRow(
                        row.GetString(2),
                        row.GetString(3),
                        row.GetString(4),
                        row.IsDBNull(5) ? null : row.GetInt64(5),
                        row.GetString(6),
                        JsonSerializer.Deserialize(row.GetString(7), DigestJson.Default.JsonElement)
                    )
                ),
            cancellation,
            journalId
        );
        return rows.Count == 0
            ? null
            : DigestRow.ToSet(rows[0].Algorithm, rows[0].TakenAt, [.. rows.Select(row => row.Row)]);
    }
}
