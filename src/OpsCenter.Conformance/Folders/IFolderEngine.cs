using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>A migration tool whose runs are checked.</summary>
public interface IFolderEngine
{
    /// <summary>The schemas of its metadata, which may remain after a rollback.</summary>
    IReadOnlyList<string> MetadataSchemas { get; }

    /// <summary>Applies or rolls back one migration, with its journal.</summary>
    /// <param name="migration">The migration: the one of its folder.</param>
    /// <param name="isUp">Whether it is applied.</param>
    /// <param name="connectionString">The database, with the settings and the application name that its sessions must have.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Why it did not do it; null if it did.</returns>
    Task<EngineError?> RunAsync(
        FolderMigration migration,
        bool isUp,
        string connectionString,
        CancellationToken cancellation
    );
}
