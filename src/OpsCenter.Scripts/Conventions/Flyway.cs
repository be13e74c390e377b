using System.Text.RegularExpressions;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Conventions;

/// <summary>Flyway: <c>V</c>, <c>U</c> and <c>R</c> files.</summary>
internal sealed partial class Flyway : FolderConvention
{
    public override string Name => "flyway";

    public override string Pattern => "V1__name.sql, U1__name.sql, R__name.sql";

    public override IReadOnlyList<string> Claim(FolderFiles files) =>
        [.. files.OwnSql.Where(name => Versioned.IsMatch(name) || Repeatable.IsMatch(name))];

    public override IReadOnlyList<FolderMigration> Read(FolderFiles files)
    {
        if (files.OwnSql.FirstOrDefault(name => Callback.IsMatch(name)) is { } callback)
        {
            throw new MigrationFolderException(
                $"{callback} is a callback, which Flyway runs by itself around its migrations, and this program does not.",
                "Make it a repeatable migration (R__name.sql), or move it to another folder and run it yourself."
            );
        }

        EnsureAllClaimed(files, files.OwnSql);
        if (
            files.Names.FirstOrDefault(name =>
                name.Contains('/') && AnyScript.IsMatch(Path.GetFileName(name))
            ) is
            { } deeper
        )
        {
            throw new MigrationFolderException(
                $"{deeper} is in a folder below: Flyway would run it, and this program reads only the folder itself.",
                "Move it into the folder."
            );
        }

        var versioned = Claim(files)
            .Select(name => Versioned.Match(name))
            .Where(match => match.Success)
            .ToLookup(match => match.Groups["kind"].Value == "V");
        var downs = versioned[false].ToList();
        var ups = versioned[true]
            .Select(up => Migration(files, up, downs.FindAll(down => HaveOneVersion(up, down))))
            .ToList();
        if (downs.Find(down => !versioned[true].Any(up => HaveOneVersion(up, down))) is { } orphan)
        {
            throw new MigrationFolderException(
                $"{orphan.Value} has no V script of its version.",
                "Add it, or remove the file."
            );
        }

        var repeatable = Claim(files)
            .Select(name => Repeatable.Match(name))
            .Where(match => match.Success)
            .OrderBy(match => match.Groups["name"].Value, StringComparer.Ordinal)
            .Select(
                (match, place) =>
                    new FolderMigration(
                        MigrationVersion.AtPlace(match.Value[..^4], place),
                        match.Groups["name"].Value.Replace('_', ' '),
                        Script(files, match.Value),
                        Down: null
                    )
                    {
                        IsRepeatable = true,
                    }
            );
        return [.. ups, .. repeatable];
    }

    private static FolderMigration Migration(FolderFiles files, Match up, List<Match> downs)
    {
        if (downs.Count > 1)
        {
            throw DuplicateVersion.Of(
                downs[0].Groups["version"].Value,
                downs[0].Value,
                downs[1].Value
            );
        }

        return new FolderMigration(
            VersionOf(up),
            up.Groups["name"].Value.Replace('_', ' '),
            Script(files, up.Value),
            DownOrNone(downs.Count == 0 ? null : Script(files, downs[0].Value))
        );
    }

    private static FolderScript Script(FolderFiles files, string name)
    {
        var script = Whole(files, name);
        if (Placeholder.Match(script.Script.Text) is { Success: true } placeholder)
        {
            var line = script.Script.Text.AsSpan(0, placeholder.Index).Count('\n') + 1;
            throw new MigrationFolderException(
                $"{name}, line {line}: {placeholder.Value} is a placeholder, in whose place Flyway would put a value.",
                "Write the value into the script."
            );
        }

        var settings = name + ".conf";
        var isSaid = files.Has(settings) && NoTransaction.IsMatch(files.Read(settings).Text);
        // Flyway takes a script of such statements out of the transaction by itself, and refuses to mix them with others.
        return
            isSaid
            || !script.IsEmpty
                && script.Script.Statements.All(statement =>
                    StatementPatterns.RefusesTransactions(statement.Text)
                )
            ? script with
            {
                InTransaction = false,
            }
            : script;
    }

    private static bool HaveOneVersion(Match one, Match other) =>
        VersionOf(one).IsSameAs(VersionOf(other));

    /// <summary>Flyway takes an underscore in a version for a dot.</summary>
    private static MigrationVersion VersionOf(Match match) =>
        MigrationVersion.OfNumbers(match.Groups["version"].Value.Replace('_', '.'));

    public override IReadOnlyList<NewFile> Begin(string version, string name) =>
        [new($"V{version}__{name}.sql", ""), new($"U{version}__{name}.sql", "")];

    [GeneratedRegex(@"^(?<kind>[VU])(?<version>[0-9]+([._][0-9]+)*)__(?<name>.+)\.sql$")]
    private static partial Regex Versioned { get; }

    [GeneratedRegex(@"^([VU][0-9]+([._][0-9]+)*|R)__.+\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex AnyScript { get; }

    [GeneratedRegex(
        @"^((before|after)[A-Z][A-Za-z]*|createSchema)(__.*)?\.sql$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Callback { get; }

    [GeneratedRegex(@"^R__(?<name>.+)\.sql$")]
    private static partial Regex Repeatable { get; }

    [GeneratedRegex(@"\$\{[^}\s]+\}")]
    private static partial Regex Placeholder { get; }

    [GeneratedRegex(@"^\s*executeInTransaction\s*=\s*false\s*$", RegexOptions.Multiline)]
    private static partial Regex NoTransaction { get; }
}
