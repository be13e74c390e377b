using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A part of a script in its open transaction.</summary>
/// <param name="Session">The session that runs it.</param>
/// <param name="Watcher">A session beside it, outside of a transaction.</param>
/// <param name="Statements">Its statements.</param>
/// <param name="Before">The objects before it.</param>
internal sealed record OpenPart(
    DatabaseSession Session,
    DatabaseSession Watcher,
    ScriptStatements Statements,
    ObjectImage Before
)
{
    /// <summary>The rows that its one statement is about, if it is a batch; null if it is none.</summary>
    public BatchRange? Range { get; init; }
}
