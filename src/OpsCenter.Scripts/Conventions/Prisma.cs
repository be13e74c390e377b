using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>Prisma, and Drizzle since its version 1: a folder for each migration, with one file in it.</summary>
internal sealed partial class Prisma : FolderConvention
{
    /// <summary>The file of each migration.</summary>
    public const string File = "migration.sql";

    public override string Name => "prisma";

    public override string Pattern =>
        "NNN_name/migration.sql, and NNN_name/down.sql if it can be rolled back";

    public override IReadOnlyList<string> Claim(FolderFiles files) =>
        [.. files.Names.Where(name => Script.IsMatch(name))];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        if (files.Names.FirstOrDefault(name => Program.IsMatch(name)) is { } program)
        {
            throw new MigrationFolderException(
                $"{program} is a migration written in a programming language, which only its own tool can run.",
                "Write it in SQL, or apply it with its tool and name a folder without it."
            );
        }

        return
        [
            .. Claim(files)
                .Select(name => name[..^(File.Length + 1)])
                .Select((folder, place) => Migration(files, folder, place)),
        ];
    }

    public override IReadOnlyList<NewFile> Begin(string version, string name) =>
        [new($"{version}_{name}/{File}", "")];

    /// <summary>Its tool sorts the folders by their names, and knows each by its whole name.</summary>
    private static FolderMigration Migration(FolderFiles files, string folder, int place)
    {
        var down = $"{folder}/down.sql";
        return new FolderMigration(
            MigrationVersion.AtPlace(folder, place),
            "",
            Whole(files, $"{folder}/{File}"),
            DownOrNone(files.Has(down) ? Whole(files, down) : null)
        );
    }

    [GeneratedRegex(@"^[^/]+/migration\.sql$")]
    private static partial Regex Script { get; }

    [GeneratedRegex(@"^[0-9][^/]*/migration\.[cm]?[jt]s$")]
    private static partial Regex Program { get; }
}
