using System.Security.Cryptography;
using System.Text;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Folders;

/// <summary>One direction of a migration of a folder.</summary>
/// <param name="File">The file, relative to the folder, with <c>/</c>.</param>
/// <param name="Script">
/// Its statements. Line numbers and positions are those of the file, also where the script is only a part of it.
/// </param>
public sealed record FolderScript(string File, SqlScript Script)
{
    /// <summary>
    /// Whether the script runs in one transaction. False if it, or a file beside it, says that it does not.
    /// </summary>
    public bool InTransaction { get; init; } = true;

    /// <summary>
    /// The tables whose rows the script changes on purpose, as <c>schema.table</c> or <c>schema.table.column</c>.
    /// </summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>
    /// SHA-256 of the script, as hexadecimal text. A byte order mark, the kind of line endings, blanks around the script, and
    /// the other direction in the same file do not count.
    /// </summary>
    public string Checksum { get; init; } = ChecksumOf(Script.Text);

    /// <summary>Whether there is no statement, only blanks and comments.</summary>
    public bool IsEmpty => Script.Statements.Count == 0;

    /// <summary>Whether the script says that it changes rows of a table, or of a column of it.</summary>
    /// <param name="table">The table, qualified and quoted.</param>
    public bool Declares(string table) =>
        Changes.Any(declared =>
            declared == table || declared.StartsWith($"{table}.", StringComparison.Ordinal)
        );

    /// <summary>The checksum of a script that becomes another text before it is executed.</summary>
    public static string ChecksumOf(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.Trim())));
    }
}
