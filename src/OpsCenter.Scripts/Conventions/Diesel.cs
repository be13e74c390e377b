using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>diesel: a folder for each migration.</summary>
internal sealed partial class Diesel : FolderConvention
{
    public override string Name => "diesel";

    public override string Pattern => "NNN_name/up.sql, NNN_name/down.sql";

    public override IReadOnlyList<string> Claim(FolderFiles files) =>
        [
            .. files.Names.Where(name =>
                Script.Match(name) is { Success: true } script
                && !files.Has($"{script.Groups["folder"].Value}/{Prisma.File}")
            ),
        ];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files) =>
        [
            .. Claim(files)
                .Select(name => Script.Match(name))
                .GroupBy(file => file.Groups["folder"].Value, StringComparer.Ordinal)
                .Select(group => Migration(files, group.First())),
        ];

    private static FolderMigration Migration(FolderFiles files, Match file)
    {
        var folder = file.Groups["folder"].Value;
        if (!files.Has($"{folder}/up.sql"))
        {
            throw new MigrationFolderException(
                $"{folder} has a down.sql and no up.sql.",
                "Add up.sql, or remove the folder."
            );
        }

        var down = $"{folder}/down.sql";
        return new FolderMigration(
            VersionOf(file.Groups["version"].Value),
            file.Groups["name"].Value,
            Part(files, folder, "up.sql"),
            DownOrNone(files.Has(down) ? Part(files, folder, "down.sql") : null)
        );
    }

    private static FolderScript Part(FolderFiles files, string folder, string name)
    {
        var script = Whole(files, $"{folder}/{name}");
        var settings = $"{folder}/metadata.toml";
        return files.Has(settings) && NoTransaction.IsMatch(files.Read(settings).Text)
            ? script with
            {
                InTransaction = false,
            }
            : script;
    }

    /// <summary>diesel leaves the dashes of a date out, and sorts by the text.</summary>
    private static MigrationVersion VersionOf(string text) =>
        MigrationVersion.OfText(text.Replace("-", "", StringComparison.Ordinal));

    public override IReadOnlyList<NewFile> Begin(string version, string name) =>
        [new($"{version}_{name}/up.sql", ""), new($"{version}_{name}/down.sql", "")];

    [GeneratedRegex(@"^(?<folder>(?<version>[0-9]+(-[0-9]+)*)_(?<name>[^/]*))/(up|down)\.sql$")]
    private static partial Regex Script { get; }

    [GeneratedRegex(@"^\s*run_in_transaction\s*=\s*false\b", RegexOptions.Multiline)]
    private static partial Regex NoTransaction { get; }
}
