using System.Globalization;
using System.Numerics;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>Which migration of a folder is meant by what the journal of a tool calls it.</summary>
internal static class JournalNames
{
    /// <summary>Versions of diesel are texts, so that the key is compared, too.</summary>
    public static bool ByNumber(FolderMigration migration, string version) =>
        migration.Key == version
        || BigInteger.TryParse(
            version,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            && migration.Version.Parts is [var own]
            && own == number;

    /// <summary>A plain file has a place in the order and no version: its number is the one in its name.</summary>
    public static bool ByNumberOfFile(FolderMigration migration, string version) =>
        BigInteger.TryParse(
            string.Concat(migration.Up.File.TakeWhile(char.IsAsciiDigit)),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
        && number == BigInteger.Parse(version, CultureInfo.InvariantCulture);

    /// <summary>The name may have a path or a namespace before it, and no ending.</summary>
    public static bool ByFile(FolderMigration migration, string name)
    {
        var file = migration.Up.File;
        return name == file
            || name == Path.GetFileNameWithoutExtension(file)
            || name.EndsWith($".{file}", StringComparison.Ordinal)
            || name.EndsWith($"/{file}", StringComparison.Ordinal);
    }
}
