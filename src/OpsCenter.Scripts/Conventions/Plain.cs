using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>SQL files in the order of their names, as DbUp and grate run them.</summary>
internal sealed partial class Plain : FolderConvention
{
    public override string Name => "plain";

    public override string Pattern => "name.sql, and name.down.sql if it can be rolled back";

    /// <summary>Every SQL file is one: a folder with a better name is claimed by another convention.</summary>
    public override IReadOnlyList<string> Claim(FolderFiles files) => [.. files.OwnSql];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        EnsureNumbersAreInOrder([.. files.OwnSql.Where(name => !Down.IsMatch(name))]);
        foreach (var name in files.OwnSql)
        {
            RefuseBothDirections(files.Read(name));
        }

        return Pair([.. files.OwnSql.Select(name => new FolderScript(name, files.Read(name)))]);
    }

    /// <summary>The migrations of scripts that are in order already, each with the script that rolls it back.</summary>
    public static IReadOnlyList<FolderMigration> Pair(IReadOnlyList<FolderScript> scripts)
    {
        var ups = scripts.Where(script => !Down.IsMatch(script.File)).ToList();
        var downs = scripts
            .Where(script => Down.IsMatch(script.File))
            .ToDictionary(script => UpOf(script.File), StringComparer.Ordinal);
        if (
            downs.FirstOrDefault(down => ups.TrueForAll(up => up.File != down.Key)).Value is
            { } orphan
        )
        {
            throw new MigrationFolderException(
                $"{orphan.File} rolls back {UpOf(orphan.File)}, which is not there.",
                "Rename one of them, or remove the file."
            );
        }

        return
        [
            .. ups.Select(
                (up, place) =>
                    new FolderMigration(
                        MigrationVersion.AtPlace(up.File, place),
                        "",
                        OfSqlx(Checked(up)),
                        DownOrNone(
                            downs.TryGetValue(up.File, out var down) ? OfSqlx(Checked(down)) : null
                        )
                    )
            ),
        ];
    }

    /// <summary>The file of another tool that runs one part of it only: here its down script would run right after its up script.</summary>
    private static void RefuseBothDirections(SqlScript file)
    {
        if (AnnotatedFile.Read(file) is { Down: not null } divided)
        {
            throw new MigrationFolderException(
                $"{file.Name} has an up script and a down script, divided by comments of {divided.Tool}: run as one script it would undo itself.",
                $"Name it as {divided.Tool} does, with a number first ({AllConventions.Named(divided.Tool).Pattern}), or make two files of it."
            );
        }
    }

    private static string UpOf(string down) => Down.Replace(down, ".sql");

    /// <summary>By name, 10 comes before 2.</summary>
    private static void EnsureNumbersAreInOrder(IReadOnlyList<string> names)
    {
        var numbered = names
            .Select(name => (Name: name, Match: Number.Match(name)))
            .Where(file => file.Match.Success)
            .Select(file =>
                (
                    file.Name,
                    Number: BigInteger.Parse(file.Match.Value, CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        foreach (var (earlier, later) in numbered.Zip(numbered.Skip(1)))
        {
            if (earlier.Number > later.Number)
            {
                throw new MigrationFolderException(
                    $"By name {earlier.Name} comes before {later.Name}, by number after it.",
                    "Give the numbers the same count of digits by leading zeros."
                );
            }
        }
    }

    public override IReadOnlyList<NewFile> Begin(string version, string name) =>
        [new($"{version}_{name}.sql", ""), new($"{version}_{name}.down.sql", "")];

    [GeneratedRegex(
        @"[._-](down|rollback|undo|revert)\.sql$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Down { get; }

    [GeneratedRegex(@"^[0-9]+")]
    private static partial Regex Number { get; }
}
