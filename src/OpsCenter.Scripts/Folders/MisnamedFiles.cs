using System.Text.RegularExpressions;

namespace OpsCenter.Scripts.Folders;

/// <summary>Files that look like migrations but for a slip in the ending: every tool would pass over them without a word.</summary>
internal static partial class MisnamedFiles
{
    /// <exception cref="MigrationFolderException">There is one.</exception>
    public static void EnsureNone(FolderFiles files)
    {
        if (files.Own.FirstOrDefault(name => Slip.IsMatch(name)) is { } misnamed)
        {
            throw new MigrationFolderException(
                $"{misnamed} looks like a migration, and does not end in .sql: it would never be applied.",
                "Correct the ending, or move the file to another folder if it is no migration."
            );
        }
    }

    [GeneratedRegex(
        @"^([VU]?[0-9]|R__).*\.(sql\.txt|sq|sqll|slq|qsl|psql|up|down)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Slip { get; }
}
