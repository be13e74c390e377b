using System.Collections.Frozen;
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

    /// <summary>The statements that are run in batches, by their ordinals.</summary>
    public IReadOnlyDictionary<int, BatchRule> Batches { get; init; } =
        FrozenDictionary<int, BatchRule>.Empty;

    /// <summary>
    /// SHA-256 of the script, as hexadecimal text. A byte order mark, the kind of line endings, blanks around the script, and
    /// the other direction in the same file do not count.
    /// </summary>
    public string Checksum { get; init; } = ChecksumOf(Script.Text);

    /// <summary>Whether there is no statement, only blanks and comments.</summary>
    public bool IsEmpty => Script.Statements.Count == 0;

    /// <summary>Its parts, each of which is done together or not at all.</summary>
    /// <exception cref="ScriptSyntaxException">It cannot be divided.</exception>
    public IReadOnlyList<ScriptPart> Parts() => ScriptParts.Of(Script, InTransaction, Batches);

    /// <summary>Whether the script says that it changes rows of a table, or of a column of it.</summary>
    /// <param name="table">The table, qualified and quoted.</param>
    public bool Declares(string table) =>
        Changes.Any(declared =>
            declared == table || declared.StartsWith($"{table}.", StringComparison.Ordinal)
        );

    /// <summary>
    /// The columns of a table that the script says it changes, as the server knows them; empty if it says so of the whole table or of
    /// none of its columns.
    /// </summary>
    /// <param name="table">The table, qualified and quoted.</param>
    public IReadOnlyList<string> ColumnsOf(string table) =>
        Changes.Contains(table, StringComparer.Ordinal)
            ? []
            :
            [
                .. Changes
                    .Where(declared => declared.StartsWith($"{table}.", StringComparison.Ordinal))
                    .Select(declared => SqlIdentifier.Fold(declared[(table.Length + 1)..])),
            ];

    /// <summary>The checksum of a script that becomes another text before it is executed.</summary>
    public static string ChecksumOf(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.Trim())));
    }
}
