using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using DataSnapshot = OpsCenter.Conformance.Snapshots.DataSnapshot;
using SchemaSnapshot = OpsCenter.Conformance.Snapshots.SchemaSnapshot;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>What was said, and what was left, in its order.</summary>
internal sealed partial class Picture
{
    /// <summary>Facts are nearly the same in all pictures, and to look through them is most of the work.</summary>
    private static readonly ConcurrentDictionary<string, string> StableFacts = new(
        StringComparer.Ordinal
    );

    private readonly List<string> _lines = [];
    private readonly List<string> _notices = [];

    /// <summary>The notices as they came.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>The first thing that is in one picture only; null if they are the same.</summary>
    public string? DifferenceTo(Picture other) =>
        _lines.SequenceEqual(other._lines, StringComparer.Ordinal)
            ? null
            : other._lines.Except(_lines, StringComparer.Ordinal).FirstOrDefault()
                ?? _lines.Except(other._lines, StringComparer.Ordinal).FirstOrDefault()
                ?? "the same, more or less often";

    public void Add(IEnumerable<string> lines) => _lines.AddRange(lines.Select(Stable));

    public void Add(ScriptRun run)
    {
        _notices.AddRange(run.Notices);
        Add([
            run.Succeeded ? "done" : "failed",
            .. run.Errors.Select(error => error.Message),
            .. run.Notices,
        ]);
    }

    /// <summary>All of a database: the record of what V2 created included.</summary>
    public async Task TakeAsync(ScratchDatabase database)
    {
        var schema = await SchemaSnapshot.TakeAsync(database.DataSource);
        var data = await DataSnapshot.TakeAsync(database.DataSource, []);
        _lines.AddRange(schema.Facts.Select(fact => StableFacts.GetOrAdd(fact.ToString(), Stable)));
        Add(
            data.Tables.Values.SelectMany(table =>
                table
                    .Rows.Select(row => $"{table.Name}: {string.Join(", ", row)}")
                    .Order(StringComparer.Ordinal)
            )
        );
        Add(data.Sequences.Select(sequence => $"{sequence.Key} {sequence.Value}"));
    }

    /// <summary>Without what is another one at each run: who holds a lock, OIDs, times, made-up keys, the database's name.</summary>
    private static string Stable(string text) => Changing.Replace(text, "*");

    [GeneratedRegex(
        @"\(pid \d+[^)]*\)|conformance_\w+|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]+|\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?|(?<!\d)\d{5,}\b|\d\d:\d\d:\d\d",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Changing { get; }
}
