using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsCenter.Migrations.Preservation;

/// <summary>A table's, sequence's or unreadable table's digest as it stands in <c>opscenter.digest</c>.</summary>
internal sealed record DigestRow(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("schema_name")] string Schema,
    [property: JsonPropertyName("object_name")] string Name,
    [property: JsonPropertyName("row_count")] long? Rows,
    [property: JsonPropertyName("content")] string Content,
    [property: JsonPropertyName("detail")] JsonElement Detail
)
{
    public static IReadOnlyList<DigestRow> Of(DigestSet set) =>
        [
            .. set.Tables.Select(digest => new DigestRow(
                "table",
                digest.Table.Schema,
                digest.Table.Name,
                digest.Rows,
                digest.Content,
                JsonSerializer.SerializeToElement(
                    new TableDetail(
                        digest.Table.Oid,
                        digest.Writes,
                        digest.Table.Columns,
                        set.Snapshot
                    ),
                    DigestJson.Default.TableDetail
                )
            )),
            .. set.Sequences.Select(digest => new DigestRow(
                "sequence",
                digest.Schema,
                digest.Name,
                null,
                digest.Parameters,
                JsonSerializer.SerializeToElement(digest, DigestJson.Default.SequenceDigest)
            )),
            .. set.Unchecked.Select(table => new DigestRow(
                "unchecked",
                table.Schema,
                table.Table,
                null,
                table.Reason,
                JsonSerializer.SerializeToElement(table, DigestJson.Default.UncheckedTable)
            )),
        ];

    public static DigestSet ToSet(
        string algorithm,
        DateTimeOffset takenAt,
        IReadOnlyList<DigestRow> rows
    ) =>
        new(
            algorithm,
            takenAt,
            [.. rows.Where(row => row.Kind == "table").Select(row => row.ToTable())],
            [
                .. rows.Where(row => row.Kind == "sequence")
                    .Select(row => row.Detail.Deserialize(DigestJson.Default.SequenceDigest)!),
            ],
            [
                .. rows.Where(row => row.Kind == "unchecked")
                    .Select(row => row.Detail.Deserialize(DigestJson.Default.UncheckedTable)!),
            ],
            rows.Where(row => row.Kind == "table")
                .Select(row => row.Detail.Deserialize(DigestJson.Default.TableDetail)!.Snapshot)
                .FirstOrDefault()
        );

    private TableDigest ToTable()
    {
        var detail = Detail.Deserialize(DigestJson.Default.TableDetail)!;
        var table = new PreservedTable(detail.Oid, Schema, Name, null, detail.Columns);
        return new TableDigest(table, Rows ?? 0, Content, detail.Writes);
    }

    internal sealed record TableDetail(
        long Oid,
        long Writes,
        IReadOnlyList<PreservedColumn> Columns,
        // Rows of earlier builds have none.
        string? Snapshot = null
    );
}
