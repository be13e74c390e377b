using System.Security.Cryptography;
using System.Text;

namespace OpsCenter.Migrations;

/// <summary>One SQL file. The file name is the journal's key: a released file is never renamed and never edited.</summary>
/// <param name="FileName">The file's name without a folder.</param>
/// <param name="Text">Its whole text, as released.</param>
public sealed record MigrationScript(string FileName, string Text)
{
    /// <summary>SHA-256 of the text in UTF-8 with line feeds only, as lower-case hex: a checkout with CRLF has the same one.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")))
        );
}
