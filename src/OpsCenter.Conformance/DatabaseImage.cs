using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance;

/// <summary>A database at one moment: its schema and its data, without the migration's books.</summary>
/// <param name="Schema">What the catalog says.</param>
/// <param name="Data">What the tables hold.</param>
public sealed record DatabaseImage(SchemaSnapshot Schema, DataSnapshot Data)
{
    /// <summary>Takes it.</summary>
    /// <param name="database">Of which database.</param>
    /// <param name="excluded">Schemas that are not looked at.</param>
    /// <param name="cancellation">Ends it.</param>
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
