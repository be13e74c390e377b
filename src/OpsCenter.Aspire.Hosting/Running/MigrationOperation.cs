namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>One thing that can be done with a migration: a command of the resource, and of <c>opscenter</c>.</summary>
/// <param name="Name">The command's name in the API and the CLI.</param>
/// <param name="DisplayName">Its name in the dashboard.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="Icon">A Fluent UI icon.</param>
/// <param name="Arguments">The arguments of <c>opscenter</c>.</param>
internal sealed record MigrationOperation(
    string Name,
    string DisplayName,
    string Description,
    string Icon,
    params string[] Arguments
)
{
    /// <summary>The state while it runs; null if it changes nothing.</summary>
    public string? RunningState { get; init; }

    /// <summary>The state after it: from that before, and the result.</summary>
    public Func<string, ProgramResult, string> NextState { get; init; } = (before, _) => before;

    /// <summary>Whether an exit code of 0 means that every object was found in place.</summary>
    public bool Verifies { get; init; }

    /// <summary>Whether it takes a backup first.</summary>
    public bool TakesBackup { get; init; }

    /// <summary>Whether it looks for what would stop the backup of a run that takes one.</summary>
    public bool LooksForBackup { get; init; }

    /// <summary>The options about the backup.</summary>
    public IReadOnlyList<string> BackupArguments(SqlMigrationOptions options) =>
        TakesBackup || (LooksForBackup && !options.TakeBackup) ? options.BackupArguments : [];

    /// <summary>What the dashboard asks before; null if it asks nothing.</summary>
    public string? Confirmation { get; init; }

    /// <summary>What its user may enter.</summary>
    public IReadOnlyList<InteractionInput> Inputs { get; init; } = [];

    /// <summary>Turns what was entered into further arguments of <c>opscenter</c>.</summary>
    public Func<InteractionInputCollection, IEnumerable<string>> FromInputs { get; init; } =
        _ => [];

    /// <summary>Whether the dashboard shows it beside the resource and not only in its menu.</summary>
    public bool IsHighlighted { get; init; }
}
