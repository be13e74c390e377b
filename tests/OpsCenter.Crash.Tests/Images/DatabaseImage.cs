using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Images;

/// <summary>
/// Everything that two databases which went the same way by different roads have in common: the catalog, a hash of every table's rows,
/// and what the metadata says, without times, numbers of rows that were rolled back, and OIDs.
/// </summary>
internal sealed class DatabaseImage
{
    private const string MetadataSchema = "opscenter";

    // A table that V2 made is in the archive as it was: the hash of its text is the same.
    internal const string Hashes = """
        select string_agg(format(
            'select %L || count(*) || '' rows, '' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from only %s as t',
            'data ' || c.oid::regclass || ': ', c.oid::regclass), ' union all ' order by c.oid::regclass::text)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname <> 'opscenter' and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
        """;

    private DatabaseImage(IReadOnlyList<string> schemaAndData, IReadOnlyList<string> metadata)
    {
        SchemaAndData = schemaAndData;
        Metadata = metadata;
    }

    /// <summary>All but the schema opscenter.</summary>
    public IReadOnlyList<string> SchemaAndData { get; }

    /// <summary>The catalog alone, without the schema opscenter and the positions of sequences.</summary>
    public IEnumerable<string> SchemaLines =>
        SchemaAndData.Where(line =>
            !line.StartsWith("data ", StringComparison.Ordinal)
            && !line.Contains(" state:", StringComparison.Ordinal)
        );

    /// <summary>The schema opscenter.</summary>
    public IReadOnlyList<string> Metadata { get; }

    public static async Task<DatabaseImage> TakeAsync(TestDatabase database)
    {
        var schema = (await SchemaSnapshot.TakeAsync(database))
            // Not that somebody has looked at a finished database, which may have been any run.
            .Lines.Where(line => !line.Contains("opscenter.known_whole"))
            .Where(line =>
                !(
                    line.StartsWith($"sequence {MetadataSchema}.", StringComparison.Ordinal)
                    && line.Contains(" state:", StringComparison.Ordinal)
                )
            )
            .ToLookup(line =>
                line.Contains($"{MetadataSchema}.", StringComparison.Ordinal)
                || line.StartsWith($"schema {MetadataSchema}:", StringComparison.Ordinal)
            );
        var hashes = await database.RowsAsync((await database.ScalarAsync<string>(Hashes))!);
        return new DatabaseImage(
            [.. schema[false], .. hashes.Select(row => row[0]!).Order(StringComparer.Ordinal)],
            [.. schema[true], .. await MetadataLines.ReadAsync(database)]
        );
    }

    /// <summary>Fails with what is missing (-) and what is there beyond (+).</summary>
    public void ShouldEqual(DatabaseImage expected)
    {
        ShouldEqualExceptMetadata(expected);
        Difference(expected.Metadata, Metadata).ShouldBeEmpty("The metadata differs.");
    }

    /// <summary>The same, the schema opscenter aside.</summary>
    public void ShouldEqualExceptMetadata(DatabaseImage expected) =>
        Difference(expected.SchemaAndData, SchemaAndData).ShouldBeEmpty("Schema or data differ.");

    internal static IReadOnlyList<string> Difference(
        IEnumerable<string> expected,
        IEnumerable<string> actual
    )
    {
        var left = expected.ToList();
        var beyond = actual.Where(line => !left.Remove(line)).Select(line => $"+ {line}").ToList();
        return [.. left.Select(line => $"- {line}"), .. beyond];
    }
}
