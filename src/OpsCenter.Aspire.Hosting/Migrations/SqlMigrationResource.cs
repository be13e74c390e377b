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
        SqlMigrationOptions options
    )
        : base(name)
    {
        Database = database;
        Program = program;
        Options = options;
    }

    /// <summary>The database that is migrated.</summary>
    public IResourceWithConnectionString Database { get; }

    internal MigrationProgram Program { get; }

    internal SqlMigrationOptions Options { get; }

    internal MigrationStanding Standing { get; } = new();
}
