using System.Security.Cryptography;
using System.Text;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Versions;

/// <summary>How far a script is that runs part by part.</summary>
/// <param name="Done">How many parts are done.</param>
/// <param name="NextBegun">Whether the next one was begun outside of a transaction, so that it may be done.</param>
/// <param name="Checksum">SHA-256 of the parts that are done.</param>
internal sealed record PartProgress(int Done, bool NextBegun, string Checksum)
{
    public static PartProgress None { get; } = new(0, NextBegun: false, "");

    /// <summary>The progress after some parts of a script.</summary>
    public static PartProgress After(
        IReadOnlyList<ScriptPart> parts,
        int done,
        bool nextBegun = false
    ) => new(done, nextBegun, done == 0 ? "" : ChecksumOf(parts.Take(done)));

    /// <summary>Whether the parts that are done are those of the script as it is now.</summary>
    public bool Fits(IReadOnlyList<ScriptPart> parts) =>
        Done == 0 || (Done <= parts.Count && Checksum == ChecksumOf(parts.Take(Done)));

    private static string ChecksumOf(IEnumerable<ScriptPart> parts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        ";\n",
                        parts.SelectMany(part =>
                            part.Statements.Select(statement => statement.Text + statement.CopyData)
                        )
                    )
                )
            )
        );
}
