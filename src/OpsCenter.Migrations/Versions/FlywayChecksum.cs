using System.Text;

namespace OpsCenter.Migrations.Versions;

/// <summary>The checksum by which Flyway knows a script: CRC-32 of its lines in UTF-8, without their ends.</summary>
internal static class FlywayChecksum
{
    /// <summary>Reads the file.</summary>
    /// <param name="folder">The folder of the migrations.</param>
    /// <param name="file">The file in it.</param>
    public static int Of(string folder, string file)
    {
        var sum = 0xFFFFFFFFu;
        // Without its byte order mark.
        foreach (var line in File.ReadLines(Path.Combine(folder, file), Encoding.UTF8))
        {
            foreach (var part in Encoding.UTF8.GetBytes(line))
            {
                sum ^= part;
                for (var bit = 0; bit < 8; bit++)
                {
                    sum = (sum >> 1) ^ (0xEDB88320u & (uint)-(int)(sum & 1));
                }
            }
        }

        return unchecked((int)~sum);
    }
}
