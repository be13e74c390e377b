using System.Globalization;
using System.Text;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// The file of a backup in the making: readable by its owner alone, under a temporary name until it is checked, removed if it never is.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _stem;

    private BackupFile(string folder, string stem)
    {
        _stem = Path.Combine(folder, stem);
        TemporaryPath = $"{_stem}.{Guid.NewGuid():N}.incomplete";
    }

    /// <summary>Where pg_dump writes.</summary>
    public string TemporaryPath { get; }

    /// <summary>Makes the folder and an empty file in it.</summary>
    /// <param name="folder">Made for its owner alone if it is missing.</param>
    /// <param name="name">The database, and what the backup is taken before.</param>
    /// <param name="time">Goes into the file's name, in UTC.</param>
    public static BackupFile Create(string folder, string name, DateTimeOffset time)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            CreateFolder(full);
            var file = new BackupFile(
                full,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Plain(name)}_{time.UtcDateTime:yyyyMMdd_HHmmss}"
                )
            );
            using var created = new FileStream(file.TemporaryPath, ForOwner(FileMode.CreateNew));
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BackupFailedException(
                $"No backup can be written into {full}: {exception.Message} Nothing was touched.",
                "Name a folder that you may write to with --backup-dir, or go on without a backup of ours with --no-backup.",
                exception
            );
        }
    }

    /// <summary>Options for a file that nobody but its owner may read.</summary>
    public static FileStreamOptions ForOwner(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>Gives the file its name. One that is there is never overwritten: this one gets a number then.</summary>
    public string Keep()
    {
        for (var number = 1; ; number++)
        {
            var path = number == 1 ? $"{_stem}.dump" : $"{_stem}_{number}.dump";
            try
            {
                File.Move(TemporaryPath, path, overwrite: false);
                return path;
            }
            catch (IOException) when (File.Exists(path))
            {
                // Taken: the next number.
            }
        }
    }

    public void Dispose() => File.Delete(TemporaryPath);

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A database may have any name; a file of it gets letters, digits, dots and dashes.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            plain.Append(
                char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character : '_'
            );
        }

        return plain.ToString();
    }
}
