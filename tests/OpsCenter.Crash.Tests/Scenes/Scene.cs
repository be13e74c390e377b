using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations;

namespace OpsCenter.Crash.Tests.Scenes;

/// <summary>A database and what is run on it.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Template">The database before.</param>
/// <param name="Direction">Apply or rollback.</param>
public sealed record Scene(string Name, DatabaseTemplate Template, MigrationDirection Direction)
{
    /// <summary>Apply on production's shape.</summary>
    public static Scene ApplyA { get; } = new("apply A", V1.A, MigrationDirection.Up);

    /// <summary>Apply on an older deployment.</summary>
    public static Scene ApplyB { get; } = new("apply B", V1.B, MigrationDirection.Up);

    /// <summary>Apply on production's shape, with enough rows that index builds take a while.</summary>
    public static Scene ApplyLarge { get; } = new("apply large", V1.Large, MigrationDirection.Up);

    /// <summary>Rollback from V2 in use; values are copied under the lock.</summary>
    public static Scene RollbackA { get; } =
        new("rollback A", V2.InUse(V1.A), MigrationDirection.Down);

    /// <summary>The same on an older deployment.</summary>
    public static Scene RollbackB { get; } =
        new("rollback B", V2.InUse(V1.B), MigrationDirection.Down);

    /// <summary>Rollback from V2 in use; the table is too big for that, so written rows are captured.</summary>
    public static Scene RollbackCaptured { get; } =
        new("rollback captured", V2.InUse(V1.Wide), MigrationDirection.Down);

    /// <summary>The same with enough rows that the copy takes a while.</summary>
    public static Scene RollbackLarge { get; } =
        new("rollback large", V2.InUse(V1.Large, V2.EverySecondRow), MigrationDirection.Down);

    public override string ToString() => Name;
}
