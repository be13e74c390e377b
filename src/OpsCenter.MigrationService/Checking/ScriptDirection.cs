using OpsCenter.Scripts.Conventions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Checking;

/// <summary>The one direction of a file that an option asks for.</summary>
/// <param name="Script">Its statements; lines are those of the file.</param>
/// <param name="InOneTransaction">Whether the file says that its tool runs it in one transaction; null if it does not say it.</param>
/// <param name="Note">What was found in the file, or null.</param>
internal sealed record ScriptDirection(SqlScript Script, bool? InOneTransaction, string? Note)
{
    /// <summary>The direction of a file that may hold both, as files of dbmate, goose, sql-migrate and node-pg-migrate do.</summary>
    /// <exception cref="UsageException">The file holds only the other direction.</exception>
    /// <exception cref="MigrationFolderException">Which statements belong to which direction cannot be known.</exception>
    public static ScriptDirection Of(string option, bool isUp, SqlScript file)
    {
        if (AnnotatedFile.Read(file) is not { } annotated)
        {
            return new ScriptDirection(file, null, null);
        }

        var (wanted, other) = isUp
            ? (annotated.Up, annotated.Down)
            : (annotated.Down, annotated.Up);
        if (wanted is null)
        {
            // A remark about the other direction, and no statement of it.
            return other!.IsEmpty
                ? new ScriptDirection(file, null, null)
                : throw new UsageException(
                    $"The file of {option}, {file.Name}, holds only the {(isUp ? "down" : "up")} script, as {annotated.Tool} begins it.",
                    $"Begin the {(isUp ? "up" : "down")} script as {annotated.Tool} demands it, or name another file."
                );
        }

        return new ScriptDirection(
            wanted.Script,
            wanted.InTransaction,
            $"{file.Name}: the {(isUp ? "up" : "down")} script is what {annotated.Tool} runs, "
                + $"{(wanted.InTransaction ? "in one transaction" : "without a transaction")}."
        );
    }

    /// <summary>Two options cannot mean the same statements.</summary>
    /// <exception cref="UsageException">They do.</exception>
    public static void EnsureDifferent(ScriptDirection up, ScriptDirection down)
    {
        if (up.Script.Text == down.Script.Text && up.Script.Statements.Count > 0)
        {
            throw new UsageException(
                "--up and --down have the same statements: the rollback would apply again.",
                "If the file holds both directions, cut it in two: the statements of the up script in one file, those of the down script in another. If the script undoes itself, add a comment to one of the two files."
            );
        }
    }
}
