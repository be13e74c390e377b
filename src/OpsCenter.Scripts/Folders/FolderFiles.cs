using System.Text;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Folders;

/// <summary>The files of a folder.</summary>
public sealed class FolderFiles
{
    /// <summary>The file in which sqitch keeps the order of its changes.</summary>
    internal const string Plan = "sqitch.plan";

    private FolderFiles(string path, IReadOnlyList<string> names)
    {
        Path = path;
        Names = names;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>
    /// The files in it and in the folders directly below it, relative to it, with <c>/</c>, in ordinal order. Beside a plan of
    /// sqitch the folders are read to the ground, because the name of a change may have slashes.
    /// </summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The files directly in the folder.</summary>
    public IEnumerable<string> Own => Names.Where(name => !name.Contains('/'));

    /// <summary>The SQL files directly in the folder.</summary>
    public IEnumerable<string> OwnSql => Own.Where(IsSql);

    /// <summary>Whether the folder has the file.</summary>
    public bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Lists a folder.</summary>
    /// <exception cref="MigrationFolderException">It is none, or cannot be read.</exception>
    public static FolderFiles List(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new MigrationFolderException(
                File.Exists(path) ? $"{path} is a file." : $"There is no folder {path}.",
                "Name the folder that holds the migrations."
            );
        }

        try
        {
            var depth = File.Exists(System.IO.Path.Combine(path, Plan))
                ? SearchOption.AllDirectories
                : SearchOption.TopDirectoryOnly;
            var names = Directory
                .EnumerateFiles(path)
                .Concat(
                    Directory
                        .EnumerateDirectories(path)
                        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", depth))
                )
                .Select(file => System.IO.Path.GetRelativePath(path, file).Replace('\\', '/'))
                .Where(name => !name.Split('/').Any(part => part.StartsWith('.')))
                .Order(StringComparer.Ordinal);
            return new FolderFiles(path, [.. names]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationFolderException(
                $"The folder {path} cannot be read: {exception.Message}",
                "Let the user that runs this read the folder and the folders in it."
            );
        }
    }

    /// <summary>Reads a file in UTF-8, or in the encoding of its byte order mark.</summary>
    /// <exception cref="MigrationFolderException">It cannot be read, or has another encoding.</exception>
    public SqlScript Read(string name)
    {
        try
        {
            var script = SqlScript.Read(System.IO.Path.Combine(Path, name)) with { Name = name };
            return script.Text.Contains('\0') ? throw NotInUtf8(name) : script;
        }
        catch (DecoderFallbackException)
        {
            throw NotInUtf8(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MigrationFolderException(
                $"{name} cannot be read: {exception.Message}",
                "Let the user that runs this read the file."
            );
        }
    }

    private static MigrationFolderException NotInUtf8(string name) =>
        new(
            $"{name} is not in UTF-8: an unknown byte would become another character in the database.",
            "Convert the file to UTF-8."
        );

    private static bool IsSql(string name) =>
        name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);
}
