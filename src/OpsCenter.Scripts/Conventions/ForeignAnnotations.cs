using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>
/// The lines before a down script, of tools whose files are not read: MyBatis Migrations, tern, micrate, rambler and Play.
/// </summary>
internal static partial class ForeignAnnotations
{
    /// <exception cref="MigrationFolderException">The file has one, and statements that would be run in both directions.</exception>
    public static void EnsureNone(SqlScript file)
    {
        if (Down.Match(file.Text) is { Success: true } found)
        {
            var line = file.Text.AsSpan(0, found.Index).Count('\n') + 1;
            throw new MigrationFolderException(
                $"{file.Name}, line {line}: \"{found.Value.Trim()}\" begins a down script in the same file.",
                "Put what stands before this line into a file of its own, and what stands after it into another."
            );
        }
    }

    [GeneratedRegex(
        @"^[ \t]*(--[ \t]*//[ \t]*@undo\b|----[ \t]*create[ ]+above[ ]*/[ ]*drop[ ]+below|--[ \t]*\+micrate[ \t]+down\b"
            + @"|--[ \t]*rambler[ \t]+down\b|(\#|--)[ \t]*(---[ \t]*)?!downs\b)[^\r\n]*",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Down { get; }
}
