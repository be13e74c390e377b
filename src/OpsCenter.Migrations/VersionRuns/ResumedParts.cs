using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Whether a migration that was applied in part can go on.</summary>
internal static class ResumedParts
{
    /// <summary>Refuses one whose parts that were run have been edited since.</summary>
    /// <exception cref="ChecksumChangedException">They have.</exception>
    public static void EnsureSame(FolderVersion version, IReadOnlyList<ScriptPart> parts)
    {
        if (
            version is { State: VersionState.Applying, Entry: { } entry }
            && (!entry.Progress.Fits(parts) || entry.Batch?.Fits(parts) == false)
        )
        {
            throw new ChecksumChangedException(
                $"{version.Migration!.Up.File} was applied in part ({entry.Progress.Done} of its statements"
                    + (
                        entry.Batch is { } half
                            ? $" and {Amount.OfBatches(half.Batches)} of the next one"
                            : ""
                    )
                    + "), and one of these was edited since. Nothing was run.",
                "Undo the edit of what was run; what comes after it may be changed."
            );
        }
    }
}
