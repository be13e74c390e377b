using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Online;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What a folder's run says when it fails or is cancelled: what stays, what is done, what is left and what is next.</summary>
internal static class InterruptedFolder
{
    /// <summary>What stays of a run that failed.</summary>
    public static string Standing(
        IReadOnlyList<ScriptPart> parts,
        IReadOnlyList<FolderStep> steps
    ) =>
        (
            ScriptPart.IsWhole(parts)
                ? "The script was rolled back."
                : "What the script had done part by part stays; the next apply resumes it."
        )
        + (
            steps.Count == 0
                ? " No other migration was applied."
                : $" Applied before it, and still applied: {string.Join(", ", steps.Select(step => step.Title))}."
        )
        + " Correct the cause shown above and repeat.";

    /// <summary>What stays of a run in which a statement failed, and what to do.</summary>
    public static string Remedy(
        ScriptFailedException failure,
        IReadOnlyList<ScriptPart> parts,
        IReadOnlyList<FolderStep> steps
    ) =>
        Standing(parts, steps)
        + (
            failure.SqlState == PostgresErrorCodes.InvalidTransactionTermination
                ? " Each statement is committed together with what the journal records of it, so that it cannot commit or roll back by itself: take "
                    + "COMMIT and ROLLBACK out of its code. To change many rows in short transactions, write one UPDATE, DELETE or INSERT below a line such as "
                    + "\"-- opscenter: batch 10000 by id\"."
                : ""
        );

    /// <summary>Whether a run ended by this because it was cancelled.</summary>
    public static bool IsMeantBy(Exception exception, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
        && exception
            is NpgsqlException
                or ScriptFailedException
                or OperationCanceledException
                and not MigrationCancelledException;

    /// <param name="steps">The migrations that were run.</param>
    /// <param name="left">The titles of those that are left, the interrupted one first.</param>
    /// <param name="script">The interrupted script.</param>
    /// <param name="exception">What ended it.</param>
    /// <param name="cancellation">What cancelled it.</param>
    public static MigrationCancelledException Cancelled(
        IReadOnlyList<FolderStep> steps,
        IReadOnlyList<string> left,
        FolderScript script,
        Exception exception,
        CancellationToken cancellation
    ) =>
        new(
            $"Cancelled in {left[0]}. {(ScriptPart.IsWhole(script.Parts()) ? "Its script was rolled back" : "What its script had done part by part stays")}; "
                + "the migrations before it stay.\n"
                + $"Done: {OnlineRun.Last([.. steps.Select(step => step.Title)], "migration")}.\n"
                + $"Left: {OnlineRun.First(left)}.",
            "Next: repeat the command, it goes on from there; opscenter status shows where it stands.",
            exception,
            cancellation
        );
}
