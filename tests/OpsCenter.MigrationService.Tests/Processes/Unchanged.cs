using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>Schema and data of a database at one moment, to show that a command left them.</summary>
internal sealed class Unchanged
{
    private readonly TestDatabase _database;
    private readonly SchemaSnapshot _schema;
    private readonly DataSnapshot _data;

    private Unchanged(TestDatabase database, SchemaSnapshot schema, DataSnapshot data) =>
        (_database, _schema, _data) = (database, schema, data);

    public static async Task<Unchanged> TakeAsync(TestDatabase database) =>
        new(
            database,
            await SchemaSnapshot.TakeAsync(database),
            await DataSnapshot.TakeAsync(database)
        );

    public async Task ShouldHoldAsync()
    {
        (await SchemaSnapshot.TakeAsync(_database)).ShouldEqual(_schema);
        (await DataSnapshot.TakeAsync(_database)).ShouldEqual(_data);
    }
}
