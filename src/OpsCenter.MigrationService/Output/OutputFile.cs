using System.Text;
using OpsCenter.EmbeddedPostgres.Folders;

namespace OpsCenter.MigrationService.Output;

/// <summary>A file that an option names and this program writes, as UTF-8. What exists is replaced.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes sure that it can be written. What is in it stays.</summary>
    /// <exception cref="IOException">It cannot, or another user of the machine put something in its place.</exception>
    public static void Prepare(string path) => Open(path, FileMode.OpenOrCreate).Dispose();

    /// <summary>Writes it.</summary>
    /// <exception cref="IOException">As above.</exception>
    public static void Write(string path, string text)
    {
        using var writer = new StreamWriter(Open(path, FileMode.Create), Utf8);
        writer.Write(text);
    }

    /// <summary>Refuses a file that another user of the machine may have put there.</summary>
    /// <exception cref="IOException">Another user may have.</exception>
    public static void EnsureNotPlanted(string path)
    {
        if (FolderTrust.Planted(path) is { } reason)
        {
            throw new IOException($"{reason}.");
        }
    }

    private static FileStream Open(string path, FileMode existing)
    {
        EnsureNotPlanted(path);
        // A new file is opened through no link that another user makes since.
        return new FileStream(
            path,
            FileOwner.Read(Path.GetFullPath(path)) is null && !OperatingSystem.IsWindows()
                ? FileMode.CreateNew
                : existing,
            FileAccess.Write
        );
    }
}
