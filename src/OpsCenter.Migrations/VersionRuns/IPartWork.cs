using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What is done in the transaction of a part of a script, around its statements.</summary>
internal interface IPartWork
{
    /// <summary>Whether somebody wants to know which rows the statements write.</summary>
    bool CountsRows => true;

    /// <summary>After the begin, before the statements.</summary>
    /// <param name="part">The open transaction, and what was there before it.</param>
    /// <param name="cancellation">Ends it.</param>
    Task BeforeAsync(OpenPart part, CancellationToken cancellation);

    /// <summary>After the statements, before the commit.</summary>
    /// <param name="part">The open transaction, and what was there before it.</param>
    /// <param name="effects">What the statements did.</param>
    /// <param name="cancellation">Ends it.</param>
    Task AfterAsync(OpenPart part, ScriptEffects effects, CancellationToken cancellation);
}
