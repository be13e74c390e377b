using System.Text.Json;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Entries;

/// <summary>
/// A migration of the catalogue with the laws that it breaks. Its folder holds <c>entry.json</c>, <c>up.sql</c>,
/// <c>down.sql</c> and optionally <c>base.sql</c>, <c>data.sql</c>, <c>grants.sql</c> and <c>writers.sql</c>. The
/// default base is in <c>catalogue/base</c>.
/// </summary>
/// <param name="Name">The folder.</param>
/// <param name="About">The error in it, or the reason why it is sound.</param>
/// <param name="Breaks">Exactly the laws that it breaks.</param>
/// <param name="Majors">The majors on which it breaks them.</param>
/// <param name="Pair">The migration.</param>
public sealed record CatalogueEntry(
    string Name,
    string About,
    IReadOnlyList<string> Breaks,
    IReadOnlyList<int> Majors,
    MigrationPair Pair
)
{
    private const string Folder = "catalogue";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All entries, sound ones first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. new[] { "sound", "faulty" }.SelectMany(kind =>
            Directory
                .GetDirectories(Path.Combine(AppContext.BaseDirectory, Folder, kind))
                .Select(folder => $"{kind}/{Path.GetFileName(folder)}")
                .Order(StringComparer.Ordinal)
        ),
    ];

    /// <summary>One part of the entries of a kind.</summary>
    public static IEnumerable<string> Part(string kind, int part, int parts) =>
        Names
            .Where(name => name.StartsWith(kind, StringComparison.Ordinal))
            .Where((_, at) => at % parts == part);

    /// <summary>Reads an entry.</summary>
    public static CatalogueEntry Read(string name)
    {
        var text = File.ReadAllText(Find(name, "entry.json")!);
        var document = JsonSerializer.Deserialize<EntryDocument>(text, Json)!;
        return new CatalogueEntry(
            name,
            document.About,
            document.Breaks,
            document.Majors ?? [13, 14, 15, 16, 17, 18],
            new MigrationPair
            {
                Name = name,
                Base = Script(name, "base.sql") ?? Script("base", "base.sql")!,
                Data = Script(name, "base.sql") is null
                    ? Script("base", "data.sql")
                    : Script(name, "data.sql"),
                Up = Script(name, "up.sql")!,
                Down = Script(name, "down.sql")!,
                OldWriters = Script(name, "writers.sql"),
                Grants = Script(name, "grants.sql"),
                OneTransaction = document.OneTransaction,
                MetadataSchemas = document.Books ?? [],
                MetadataTables = document.BookTables ?? [],
                Declared =
                [
                    .. (document.Declares ?? []).Select(declared => new Declaration(
                        declared.Key,
                        declared.Value
                    )),
                ],
            }
        );
    }

    private static SqlScript? Script(string name, string file) =>
        Find(name, file) is { } path ? new SqlScript(file, File.ReadAllText(path)) : null;

    private static string? Find(string name, string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, Folder, name, file);
        return File.Exists(path) ? path : null;
    }

    private sealed record EntryDocument(
        string About,
        IReadOnlyList<string> Breaks,
        Dictionary<string, string>? Declares,
        bool OneTransaction,
        IReadOnlyList<string>? Books,
        IReadOnlyList<string>? BookTables,
        IReadOnlyList<int>? Majors
    );
}
