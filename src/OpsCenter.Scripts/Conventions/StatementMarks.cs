using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>
/// The lines by which goose and sql-migrate keep a statement with semicolons together. The statements are found without them; where
/// one is missing, the tool refuses the file, or takes other statements for one.
/// </summary>
internal static partial class StatementMarks
{
    /// <exception cref="MigrationFolderException">A line that begins or ends a statement has no partner.</exception>
    public static void EnsurePaired(SqlScript file)
    {
        Match? open = null;
        foreach (Match mark in Mark.Matches(file.Text))
        {
            var begins = mark.Groups["way"].Value is ['B' or 'b', ..];
            if (begins == open is not null)
            {
                throw Unpaired(file, open ?? mark);
            }

            open = begins ? mark : null;
        }

        if (open is not null)
        {
            throw Unpaired(file, open);
        }
    }

    private static MigrationFolderException Unpaired(SqlScript file, Match mark) =>
        new(
            $"{file.Name}, line {file.Text.AsSpan(0, mark.Index).Count('\n') + 1}: \"{mark.Value.Trim()}\" has no partner: StatementBegin and StatementEnd "
                + "must come in pairs.",
            "Add the missing line before or after the statement."
        );

    [GeneratedRegex(
        @"^--[ \t]*\+(goose|migrate)[ \t]+statement(?<way>begin|end)\b[^\r\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mark { get; }
}
