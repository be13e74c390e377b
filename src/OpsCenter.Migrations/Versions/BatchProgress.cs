using System.Security.Cryptography;
using System.Text;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Versions;

/// <summary>How far a statement is that is run in batches, by the journal: written in the transaction of each batch.</summary>
/// <param name="Part">The number of its part in the script, from 0.</param>
/// <param name="Checksum">The checksum of the statement and of its column.</param>
/// <param name="After">The last value of the column that is done; null if none is.</param>
/// <param name="End">The last value that there was when the first batch was begun; null if there were no rows.</param>
/// <param name="Rows">How many rows the batches were about.</param>
/// <param name="Batches">How many batches are done.</param>
/// <param name="ArchivesFrom">The number of the last archive before it.</param>
public sealed record BatchProgress(
    int Part,
    string Checksum,
    string? After,
    string? End,
    long Rows,
    long Batches,
    long ArchivesFrom
)
{
    /// <summary>Whether the parts of the script still have the statement that is half done.</summary>
    internal bool Fits(IReadOnlyList<ScriptPart> parts) =>
        Part < parts.Count && parts[Part].Batch is not null && Checksum == ChecksumOf(parts[Part]);

    /// <summary>SHA-256 of what an interrupted run must find again. The size of a batch may be edited.</summary>
    internal static string ChecksumOf(ScriptPart part) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes($"{part.Statements[0].Text}\n{part.Batch!.Column}")
            )
        );
}
