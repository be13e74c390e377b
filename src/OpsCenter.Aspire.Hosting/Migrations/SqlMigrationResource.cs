using OpsCenter.Aspire.Hosting.Commands;
using OpsCenter.Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The SQL migrations of a database, applied by the program <c>opscenter</c>. In run mode it has no container: the program is started
/// as a process, at the start and for each command. It is a <see cref="ContainerResource"/> because it is published as one.
/// </summary>
public sealed class SqlMigrationResource : ContainerResource
{
    internal SqlMigrationResource(
        string name,
        IResourceWithConnectionString database,
        MigrationProgram program,
        string? folder,
        SqlMigrationOptions options
    )
        : base(name)
    {
        Database = database;
        Program = program;
        Folder = folder;
        Options = options;
    }

    /// <summary>The database that is migrated.</summary>
    public IResourceWithConnectionString Database { get; }

    /// <summary>The folder of the migrations; null for OpsCenter's own.</summary>
    public string? Folder { get; }

    internal MigrationProgram Program { get; }

    /// <summary>The operations that the migrations have.</summary>
    internal IReadOnlyList<MigrationOperation> Operations =>
        Folder is null ? MigrationOperations.All : FolderOperations.All;

    /// <summary>What the start runs to apply.</summary>
    internal MigrationOperation Apply =>
        Folder is null ? MigrationOperations.Apply : FolderOperations.Apply;

    /// <summary>The options that every run has.</summary>
    internal IReadOnlyList<string> Arguments =>
        Folder is null ? [] : Options.FolderArguments(Folder);

    internal SqlMigrationOptions Options { get; }

    /// <summary>Whether a backup is taken before what changes the database.</summary>
    internal bool TakesBackup =>
        Options.TakeBackup && (Folder is null || Options.BackupFolder is not null);

    internal MigrationStanding Standing { get; } = new();
}
