using System.Reflection;
using System.Text.RegularExpressions;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Backups;

/// <summary>No error of a backup or a restore advises what no test has done.</summary>
public sealed partial class CoverageTests
{
    /// <summary>By file and words: why nothing is followed here.</summary>
    private static readonly (string Source, string Words, string Reason)[] NotHere =
    [
        (
            "Backup/Dump.cs",
            "pg_dump waited for a table",
            "The run asks again; what it says in the end is followed by RemedyTests."
        ),
        (
            "Operations/Backups.cs",
            "was not told where backups go",
            "For who calls the library: the program always tells."
        ),
        (
            "Operations/ReplacementLocks.cs",
            "are created or dropped all the time",
            "Only waiting helps."
        ),
        (
            "Operations/RestoreArchive.cs",
            "has no restore script",
            "Every migration of this program has one."
        ),
    ];

    private static readonly string Root = Path.Combine(
        Repository.Root,
        "src",
        "OpsCenter.Migrations"
    );

    private static IReadOnlyList<(string Source, string Words)> Known { get; } =
    [
        .. typeof(CoverageTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<FollowsRemedyAttribute>())
            .Select(mark => (mark.Source, mark.Words))
            .Concat(NotHere.Select(entry => (entry.Source, entry.Words)))
            .Distinct(),
    ];

    [Fact]
    public void The_remedy_of_every_error_is_followed_by_a_test() =>
        Errors()
            .Where(error => Known.Count(known => IsMeant(known, error)) != 1)
            .Select(error => $"{error.Source}: {error.Text}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_test_is_of_an_error_that_there_is()
    {
        var errors = Errors().ToList();

        errors.Count.ShouldBeGreaterThan(25);
        Known.Where(known => !errors.Exists(error => IsMeant(known, error))).ShouldBeEmpty();
    }

    private static bool IsMeant(
        (string Source, string Words) known,
        (string Source, string Text) error
    ) => known.Source == error.Source && error.Text.Contains(known.Words, StringComparison.Ordinal);

    /// <summary>From where an error is made to where the next one is.</summary>
    private static IEnumerable<(string Source, string Text)> Errors() =>
        from path in Directory
            .EnumerateFiles(Path.Combine(Root, "Backup"), "*.cs")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "Operations"), "Backup*.cs"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "Operations"), "Re*.cs"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "Operations"), "Metadata*.cs"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "Operations"), "Filed*.cs"))
            .Order(StringComparer.Ordinal)
        from text in Split(File.ReadAllText(path))
        select (Path.GetRelativePath(Root, path).Replace('\\', '/'), text);

    private static IEnumerable<string> Split(string code)
    {
        var starts = Creation().Matches(code).Select(match => match.Index).Append(code.Length);
        return starts.Zip(starts.Skip(1), (start, end) => code[start..end]);
    }

    [GeneratedRegex(@"\bnew \w+Exception\(|\w+Exception \w+\([^)]*\)\s*=>\s*new\(")]
    private static partial Regex Creation();
}
