namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Everything outside the scripts' own schemas: catalog, sequences and every value. It is the same after up and use as after a rollback and another apply.</summary>
internal sealed class UsedState
{
    private static readonly string[] MetadataSchemas = ["opscenter", "opscenter_archive"];

    private readonly TestDatabase _database;
    private readonly string[] _schemas;
    private readonly SchemaSnapshot _schema;
    private readonly DataSnapshot _data;

    private UsedState(
        TestDatabase database,
        string[] schemas,
        SchemaSnapshot schema,
        DataSnapshot data
    )
    {
        _database = database;
        _schemas = schemas;
        _schema = schema;
        _data = data;
    }

    public static async Task<UsedState> TakeAsync(TestDatabase database, params string[] schemas) =>
        new(
            database,
            schemas,
            await SchemaSnapshot.TakeExceptAsync(database, MetadataSchemas),
            await DataSnapshot.TakeAsync(database, schemas)
        );

    public async Task ShouldBeBackAsync()
    {
        (await SchemaSnapshot.TakeExceptAsync(_database, MetadataSchemas)).ShouldEqual(_schema);
        (await DataSnapshot.TakeAsync(_database, _schemas)).ShouldEqual(_data);
    }
}
