using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>The schema and the data of a database at one moment, without the metadata of the migration.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Data">The rows.</param>
public sealed record DatabaseImage(SchemaSnapshot Schema, DataSnapshot Data)
{
    /// <summary>Takes an image.</summary>
    /// <param name="database">The database.</param>
    /// <param name="excluded">Schemas and tables to leave out.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<DatabaseImage> TakeAsync(
        ScratchDatabase database,
        IReadOnlyList<string> excluded,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        return new DatabaseImage(
            await SchemaSnapshot.TakeAsync(database.DataSource, excluded, cancellation),
            await DataSnapshot.TakeAsync(database.DataSource, excluded, cancellation)
        );
    }
}
