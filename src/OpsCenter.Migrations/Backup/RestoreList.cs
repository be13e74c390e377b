using System.Text.RegularExpressions;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>Chooses the lines of a table of contents that a restore runs, as a file for <c>pg_restore --use-list</c>.</summary>
internal sealed partial class RestoreList : IDisposable
{
    /// <summary>What is dropped and made again.</summary>
    private static readonly string[] Tables =
    [
        "TABLE",
        "FOREIGN TABLE",
        "TABLE DATA",
        "TABLE ATTACH",
        "SEQUENCE",
        "SEQUENCE OWNED BY",
        "SEQUENCE SET",
        "DEFAULT",
        "CONSTRAINT",
        "CHECK CONSTRAINT",
        "FK CONSTRAINT",
        "INDEX",
        "INDEX ATTACH",
        "TRIGGER",
        "RULE",
        "POLICY",
        "ROW SECURITY",
        "STATISTICS",
        "VIEW",
        "MATERIALIZED VIEW",
        "MATERIALIZED VIEW DATA",
    ];

    /// <summary>What tables outside of the backup may use too: it is made only where it is missing.</summary>
    private static readonly string[] Surroundings =
    [
        "SCHEMA",
        "FUNCTION",
        "PROCEDURE",
        "AGGREGATE",
        "TYPE",
        "DOMAIN",
        "COLLATION",
        "OPERATOR",
        "TEXT SEARCH",
    ];

    /// <summary>What comments, grants and labels are restored with the tables.</summary>
    private static readonly string[] Described =
    [
        " TABLE ",
        " COLUMN ",
        " SEQUENCE ",
        " VIEW ",
        " INDEX ",
        " CONSTRAINT ",
        " TRIGGER ",
        " POLICY ",
        " RULE ",
        " STATISTICS ",
    ];

    public RestoreList(IEnumerable<ContentsEntry> entries)
    {
        FilePath = Path.Combine(Path.GetTempPath(), $"opscenter-{Guid.NewGuid():N}.list");
        using var stream = new FileStream(FilePath, BackupFile.ForOwner(FileMode.CreateNew));
        using var writer = new StreamWriter(stream);
        foreach (var entry in entries)
        {
            writer.WriteLine(entry.Line);
        }
    }

    public string FilePath { get; }

    /// <summary>Everything but what a new database has already.</summary>
    public static RestoreStages ForNewDatabase(Contents contents) =>
        RestoreStages.Of([
            // Its name has no blank, and an owner's has none usually.
            .. contents.Entries.Where(entry => !PublicSchema().IsMatch(entry.Text)),
        ]);

    /// <summary>The tables with all that belongs to them, and of functions, types and schemas those that are not there.</summary>
    public static async Task<RestoreStages> ForReplacementAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        var surroundings = contents.Entries.Where(entry => Surroundings.Any(entry.IsKind)).ToList();
        var there = await SurroundingObjects.ThereAsync(session, surroundings, cancellation);
        return RestoreStages.Of([
            .. contents.Entries.Where(entry =>
                IsOfTable(entry) || (Surroundings.Any(entry.IsKind) && !there.Contains(entry))
            ),
        ]);
    }

    /// <summary>The variables of a pg_restore that connects to no server.</summary>
    public static IReadOnlyDictionary<string, string?> Environment { get; } =
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["LC_ALL"] = "C" };

    /// <summary>The arguments with which pg_restore writes a section of a file, or all of it, to its standard output.</summary>
    public IReadOnlyList<string> Arguments(string? section, string file) =>
        [
            .. section is null ? Array.Empty<string>() : [$"--section={section}"],
            $"--use-list={FilePath}",
            "--file=-",
            file,
        ];

    public void Dispose() => File.Delete(FilePath);

    [GeneratedRegex("^SCHEMA - public [^ ]+$")]
    private static partial Regex PublicSchema();

    private static bool IsOfTable(ContentsEntry entry) =>
        entry.IsKind("COMMENT") || entry.IsKind("ACL") || entry.IsKind("SECURITY LABEL")
            ? Described.Any(kind => entry.Text.Contains(kind, StringComparison.Ordinal))
                && !entry.Text.Contains(" EVENT TRIGGER ", StringComparison.Ordinal)
            : Tables.Any(entry.IsKind) && !entry.IsKind("DEFAULT ACL");
}
