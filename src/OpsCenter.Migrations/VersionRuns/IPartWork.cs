using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What is done in the transaction of a part of a script, around its statements.</summary>
internal interface IPartWork
{
    /// <summary>Whether somebody wants to know which rows the statements write.</summary>
    bool CountsRows => true;

    /// <summary>Whether its commit need not be on disk before the next part begins, since the run ends with one that is.</summary>
    bool IsFollowed => false;

    /// <summary>
    /// What <see cref="StartAsync"/> wants to know, and <see cref="AfterAsync"/>: it is asked with what else is, anew for each of them.
    /// </summary>
    /// <param name="session">The session that is asked.</param>
    IReadOnlyList<BatchedRead> Ask(DatabaseSession session) => [];

    /// <summary>After the begin, before the statements.</summary>
    /// <param name="part">The open transaction, and what was there before it.</param>
    /// <param name="cancellation">Ends it.</param>
    Task BeforeAsync(OpenPart part, CancellationToken cancellation);

    /// <summary>Right before the statements, when <see cref="Ask"/> was answered.</summary>
    /// <param name="part">The open transaction, and what was there before it.</param>
    /// <param name="cancellation">Ends it.</param>
    Task StartAsync(OpenPart part, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>After the statements, before the commit.</summary>
    /// <param name="part">The open transaction, and what was there before it.</param>
    /// <param name="effects">What the statements did.</param>
    /// <param name="cancellation">Ends it.</param>
    Task AfterAsync(OpenPart part, ScriptEffects effects, CancellationToken cancellation);
}
