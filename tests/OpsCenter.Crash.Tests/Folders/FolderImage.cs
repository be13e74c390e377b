using OpsCenter.Crash.Tests.Images;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Folders;

/// <summary>
/// All that two databases have in common to which the same was done with and without a crash: schema, rows, and what the journal says,
/// without times, numbers of objects, and how often something was tried.
/// </summary>
internal static class FolderImage
{
    private const string Metadata = """
        select format('version %s %s, parts %s, additive %s', version, state, parts_done, is_additive) from opscenter_migrations.version
        union all
        select format('object of %s: %s %s %s, dropped by %s', v.version, o.kind, o.identity, o.definition, o.dropped_by)
        from opscenter_migrations.object o join opscenter_migrations.version v on v.id = o.version_id
        union all
        select format('history %s %s: %s', version, action, count(*)) from opscenter_migrations.history group by version, action
        """;

    private const string Archives = """
        select string_agg(format(
            'select %L || count(*) || '' rows, '' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from opscenter_migrations_archive.archive_%s t',
            format('archive of %s: %s %s.%s, %s rows, restored %s: ', version, kind, table_schema, table_name, row_count, restored_at is not null), id),
            ' union all ')
        from opscenter_migrations.archive
        """;

    /// <summary>Rows and schema.</summary>
    public static async Task<IReadOnlyList<string>> DataAsync(TestDatabase database)
    {
        var schema = await SchemaSnapshot.TakeExceptAsync(
            database,
            "opscenter_migrations",
            "opscenter_migrations_archive"
        );
        var hashes = await database.RowsAsync(
            (await database.ScalarAsync<string>(DatabaseImage.Hashes))!
        );
        return
        [
            .. schema.Lines,
            .. hashes
                .Select(row => row[0]!)
                .Where(line => !line.Contains("opscenter_migrations", StringComparison.Ordinal)),
        ];
    }

    /// <summary>The same, with the journal and the archives.</summary>
    public static async Task<IReadOnlyList<string>> TakeAsync(TestDatabase database)
    {
        var archives = await database.ScalarAsync<string?>(Archives);
        return
        [
            .. await DataAsync(database),
            .. (await database.RowsAsync(Metadata)).Select(row => row[0]!),
            .. archives is null ? [] : (await database.RowsAsync(archives)).Select(row => row[0]!),
        ];
    }
}
