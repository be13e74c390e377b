namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>One pair at one moment: its schema, its rows, its archives, and what is recorded of it.</summary>
internal sealed class PairState
{
    private const string Metadata = """
        select coalesce(string_agg(line, E'\n' order by line), '')
        from (
            select query_to_xml(format(
                'select %L as metadata, r.* from opscenter.%I as r join opscenter.pair as p on p.number = r.pair where p.schema_name = %L order by 1, r::text',
                c.relname, c.relname, '{0}'), true, false, '')::text as line
            from pg_class as c
            where c.relnamespace = to_regnamespace('opscenter') and c.relname in ('migration', 'created_object', 'archive')
        ) as lines
        -- A table may have come that has nothing of this pair.
        where line like '%<row>%'
        """;

    private const string Archives = """
        select coalesce(string_agg(query_to_xml(format('select a::text as line from %I.%I as a order by 1', archive_schema, archive_table), true, false, '')::text,
            '' order by archive_table), '')
        from opscenter.archive
        where source_schema = '{0}'
        """;

    private readonly TestDatabase _database;
    private readonly string _schema;
    private readonly SchemaSnapshot _catalog;
    private readonly DataSnapshot _data;
    private readonly string _metadata;

    private PairState(
        TestDatabase database,
        string schema,
        SchemaSnapshot catalog,
        DataSnapshot data,
        string metadata
    )
    {
        _database = database;
        _schema = schema;
        _catalog = catalog;
        _data = data;
        _metadata = metadata;
    }

    public static async Task<PairState> TakeAsync(TestDatabase database, string schema) =>
        new(
            database,
            schema,
            await SchemaSnapshot.TakeAsync(database, schema),
            await DataSnapshot.TakeAsync(database, schema),
            await MetadataAsync(database, schema)
        );

    public async Task ShouldBeUnchangedAsync()
    {
        (await SchemaSnapshot.TakeAsync(_database, _schema)).ShouldEqual(_catalog);
        (await DataSnapshot.TakeAsync(_database, _schema)).ShouldEqual(_data);
        (await MetadataAsync(_database, _schema)).ShouldBe(_metadata);
    }

    private static async Task<string> MetadataAsync(TestDatabase database, string schema)
    {
        var hasArchive = await database.ScalarAsync<bool>(
            "select to_regclass('opscenter.archive') is not null"
        );
        return await database.ScalarAsync<string>(
                Metadata.Replace("{0}", schema, StringComparison.Ordinal)
            )
            + (
                hasArchive
                    ? await database.ScalarAsync<string>(
                        Archives.Replace("{0}", schema, StringComparison.Ordinal)
                    )
                    : ""
            );
    }
}
