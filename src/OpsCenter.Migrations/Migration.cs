namespace OpsCenter.Migrations;

/// <summary>A released change of the schema: a forward script, and the rollback script that undoes exactly what it did.</summary>
public sealed record Migration
{
    /// <summary>The key under which scripts and journal record it, for example <c>v2</c>. Never changed after a release.</summary>
    public required string Name { get; init; }

    /// <summary>The release, for example <c>2.0.0</c>.</summary>
    public required Version Version { get; init; }

    /// <summary>The script that extends the schema.</summary>
    public required MigrationScript Forward { get; init; }

    /// <summary>The script that undoes what <see cref="Forward"/> recorded.</summary>
    public required MigrationScript Rollback { get; init; }

    /// <summary>The script that brings back what <see cref="Rollback"/> archived; null if the rollback archives nothing.</summary>
    public MigrationScript? Restore { get; init; }

    /// <summary>The earlier tables that it extends, by name; the search_path finds their schema. Their owner is trusted.</summary>
    public IReadOnlyList<string> ExtendedTables { get; init; } = [];

    /// <summary>
    /// Whether the forward script writes a row of its own into <c>opscenter.migration</c>. That row then decides whether the
    /// migration is applied, so that runs by psql count; without it the journal decides.
    /// </summary>
    public bool KeepsRecord { get; init; } = true;

    /// <summary>
    /// Whether both scripts know the mode <c>online</c>: several transactions, each with one strong lock at the most, which can
    /// stop anywhere and go on later (docs/architecture.md, "Online"). Otherwise a script is one transaction.
    /// </summary>
    public bool SupportsOnline { get; init; }
}
