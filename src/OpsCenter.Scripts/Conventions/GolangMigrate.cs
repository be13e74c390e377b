using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>golang-migrate: two files for each migration.</summary>
internal sealed partial class GolangMigrate : FolderConvention
{
    public override string Name => "golang-migrate";

    public override string Pattern => "NNN_name.up.sql, NNN_name.down.sql";

    public override IReadOnlyList<string> Claim(FolderFiles files) =>
        [.. files.OwnSql.Where(name => File.IsMatch(name))];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        EnsureAllClaimed(files, files.OwnSql);
        return
        [
            .. Claim(files)
                .Select(name => File.Match(name))
                .GroupBy(file => file.Groups["version"].Value, StringComparer.Ordinal)
                .Select(group => Migration(files, group.Key, [.. group])),
        ];
    }

    private static FolderMigration Migration(
        FolderFiles files,
        string version,
        IReadOnlyList<Match> found
    )
    {
        var ups = found.Where(file => file.Groups["way"].Value == "up").ToList();
        var downs = found.Where(file => file.Groups["way"].Value == "down").ToList();
        if (ups.Count > 1 || downs.Count > 1)
        {
            var twice = ups.Count > 1 ? ups : downs;
            throw DuplicateVersion.Of(version, twice[0].Value, twice[1].Value);
        }

        if (ups.Count == 0)
        {
            throw new MigrationFolderException(
                $"{downs[0].Value} has no up script: version {version} could be rolled back and never applied.",
                $"Add {downs[0].Value.Replace(".down.", ".up.", StringComparison.OrdinalIgnoreCase)}, or remove the file."
            );
        }

        return new FolderMigration(
            MigrationVersion.OfNumbers(version),
            ups[0].Groups["name"].Value,
            OfSqlx(Whole(files, ups[0].Value)),
            DownOrNone(downs.Count == 0 ? null : OfSqlx(Whole(files, downs[0].Value)))
        );
    }

    public override IReadOnlyList<NewFile> Begin(string version, string name) =>
        [new($"{version}_{name}.up.sql", ""), new($"{version}_{name}.down.sql", "")];

    [GeneratedRegex(
        @"^(?<version>[0-9]+)_(?<name>.*)\.(?<way>up|down)\.sql$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex File { get; }
}
