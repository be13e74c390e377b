namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Schema and data of a whole database at one moment.</summary>
internal sealed class DatabaseState
{
    private static readonly string[] MetadataSchemas = ["opscenter", "opscenter_archive"];

    private readonly TestDatabase _database;
    private readonly SchemaSnapshot _schema;
    private readonly SchemaSnapshot _schemaExceptMetadata;
    private readonly DataSnapshot _data;

    private DatabaseState(
        TestDatabase database,
        SchemaSnapshot schema,
        SchemaSnapshot schemaExceptMetadata,
        DataSnapshot data
    )
    {
        _database = database;
        _schema = schema;
        _schemaExceptMetadata = schemaExceptMetadata;
        _data = data;
    }

    public static async Task<DatabaseState> TakeAsync(TestDatabase database)
    {
        var schema = await SchemaSnapshot.TakeAsync(database);
        var hasMetadata = schema.Lines.Any(line =>
            line.StartsWith("schema opscenter", StringComparison.Ordinal)
        );
        return new(
            database,
            schema,
            hasMetadata ? await SchemaSnapshot.TakeExceptAsync(database, MetadataSchemas) : schema,
            await DataSnapshot.TakeAsync(database)
        );
    }

    /// <summary>Everything is as it was, the scripts' own schemas included.</summary>
    public async Task ShouldBeUnchangedAsync()
    {
        (await SchemaSnapshot.TakeAsync(_database)).ShouldEqual(_schema);
        (await DataSnapshot.TakeAsync(_database)).ShouldEqual(_data);
    }

    /// <summary>Everything but the record and the archive is as it was.</summary>
    public async Task ShouldBeRestoredAsync()
    {
        (await SchemaSnapshot.TakeExceptAsync(_database, MetadataSchemas)).ShouldEqual(
            _schemaExceptMetadata
        );
        (await _data.RetakeAsync(_database)).ShouldEqual(_data);
    }

    /// <summary>Something may have come, but nothing went and nothing is other than it was, values included.</summary>
    public async Task ShouldBeAllThereAsync()
    {
        var now = await SchemaSnapshot.TakeAsync(_database);
        _schema.Lines.Except(now.Lines, StringComparer.Ordinal).ShouldBeEmpty();
        (await _data.RetakeAsync(_database)).ShouldEqual(_data);
    }
}
