using System.Globalization;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>Finds what an observation leads to: the statement that failed, the one that ran, or the one that names the object.</summary>
internal sealed class CauseFinder(MigrationPair? pair)
{
    /// <summary>The laws about what the down script takes away.</summary>
    private static readonly string[] OfDown =
    [
        "keeps-new-data",
        "down-after-use",
        "down-idempotent",
        "down-on-unmigrated-is-a-no-op",
    ];

    private const string OldWriters = "keeps-old-writers";

    private readonly IReadOnlyList<PlacedStatement> _statements = pair is null
        ? []
        :
        [
            .. pair.Up.Statements.Select(one => new PlacedStatement(pair.Up, true, one)),
            .. pair.Down.Statements.Select(one => new PlacedStatement(pair.Down, false, one)),
        ];

    private IReadOnlyList<PlacedStatement> Up => [.. _statements.Where(one => one.Whole.IsUp)];

    /// <summary>The cause of an observation.</summary>
    /// <param name="law">The id of the law.</param>
    /// <param name="evidence">The observation.</param>
    public Cause Find(string law, Evidence evidence)
    {
        var statements = InOrder(law, evidence.Text);
        var names = ObjectName.In(evidence.Text);
        var command = ScriptPlace.CommandOf(evidence.Statement);
        if (
            (Failed(statements, evidence.Text) ?? Named(statements, evidence.Statement)) is
            { } found
        )
        {
            return new Cause(StatementMatch.Part(found, names, command));
        }

        if (
            statements
                .GroupBy(one => one.Whole.IsUp)
                .Select(script => StatementMatch.Place([.. script], names))
                .FirstOrDefault(found => found is not null) is
            { } place
        )
        {
            return new Cause(place);
        }

        if (law == OldWriters && OldWriterCause.Find(Up, evidence) is { } ofWriter)
        {
            return new Cause(ofWriter);
        }

        // The statement of a program, such as an old writer, is no cause: the table that it uses leads there.
        return
            names.Concat(ObjectName.In(evidence.Statement ?? "")).FirstOrDefault()
                is { Parts.Count: > 1 } name
            ? new Cause(Name: name.Relation)
            : Cause.Unknown;
    }

    /// <summary>The statements of the script that the observation is about come first.</summary>
    private IReadOnlyList<PlacedStatement> InOrder(string law, string text)
    {
        var isDown =
            text.Contains("down script", StringComparison.OrdinalIgnoreCase)
            || OfDown.Contains(law, StringComparer.Ordinal)
            // What the base had and has no longer, the down script dropped; what is new, it left.
            || (law == "reversible" && text.Contains(" missing", StringComparison.Ordinal));
        return [.. _statements.OrderBy(one => one.Whole.IsUp == isDown)];
    }

    /// <summary>The statement that the server refused: its line stands in the message.</summary>
    private static PlacedStatement? Failed(
        IReadOnlyList<PlacedStatement> statements,
        string text
    ) =>
        statements.FirstOrDefault(one =>
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Whole.Script}, line {one.Whole.FirstLine}: "
            );
            return text.Contains(line, StringComparison.Ordinal);
        });

    private static PlacedStatement? Named(IReadOnlyList<PlacedStatement> statements, string? by) =>
        by is null ? null : statements.FirstOrDefault(one => one.Whole.IsOf(by));
}
