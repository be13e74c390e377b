using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Faults;

/// <summary>The points of a script at which a fault is injected.</summary>
/// <param name="Tried">In order.</param>
/// <param name="Total">The number of points that the script has.</param>
internal sealed partial record FaultPoints(IReadOnlyList<FaultPoint> Tried, int Total)
{
    private const int MaximumCommits = 6;

    /// <summary>Selects the first point, the last one, and random ones between them.</summary>
    /// <param name="script">The script.</param>
    /// <param name="ddlCommands">The number of DDL commands that it runs.</param>
    /// <param name="seed">The seed of the random choice.</param>
    /// <param name="maximumBoundaries">The maximum number of statement boundaries.</param>
    /// <param name="maximumCommands">The maximum number of DDL commands.</param>
    public static FaultPoints Select(
        SqlScript script,
        int ddlCommands,
        int seed,
        int maximumBoundaries,
        int maximumCommands
    )
    {
        var boundaries = script.Statements.Count + 1;
        var concurrent = Within(script, FaultPointKind.ConcurrentBuild, Concurrently);
        return new FaultPoints(
            [
                .. Choose(boundaries, maximumBoundaries, seed)
                    .Select(number => Boundary(script, number + script.FirstOrdinal - 1)),
                .. concurrent,
                .. Choose(ddlCommands, maximumCommands, seed)
                    .Select(number => new FaultPoint(FaultPointKind.DdlCommand, number)),
            ],
            boundaries + ddlCommands + concurrent.Count
        );
    }

    /// <summary>A note for the report.</summary>
    /// <param name="script">The script's name as the start of a sentence.</param>
    public string Note(string script) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{script}: {Tried.Count} of {Total} points were tried."
        );

    /// <summary>
    /// Adds the points at which a fault comes from outside only: after a COMMIT within a statement, and at random moments. A result at a
    /// moment depends on the machine, a result at the other points does not.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="moments">The number of moments.</param>
    /// <param name="seed">The seed of the random choice.</param>
    public FaultPoints WithInterruptions(SqlScript script, int moments, int seed)
    {
        var all = Within(script, FaultPointKind.OwnCommit, Commits);
        List<FaultPoint> commits =
        [
            .. Choose(all.Count, MaximumCommits, seed).Select(number => all[number - 1]),
        ];
        return this with
        {
            Tried =
            [
                .. Tried,
                .. commits,
                .. Choose(99, moments + 2, seed)
                    .Skip(1)
                    .Take(moments)
                    .Select(percent => new FaultPoint(FaultPointKind.ElapsedTime, percent)),
            ],
            Total = Total + all.Count + moments,
        };
    }

    /// <summary>The statements that the pattern finds. Which session of an engine runs a statement, only the engine knows.</summary>
    private static IReadOnlyList<FaultPoint> Within(
        SqlScript script,
        FaultPointKind kind,
        Regex pattern
    ) =>
        EngineScripts.Find(script) is not null
            ? []
            :
            [
                .. script
                    .Statements.Where(statement => pattern.IsMatch(statement.Text))
                    .Select(statement => new FaultPoint(kind, statement.Ordinal)),
            ];

    private static FaultPoint Boundary(SqlScript script, int number) =>
        new(FaultPointKind.Boundary, number)
        {
            Name =
                !script.IsInATransaction() ? null
                : number < 1 ? "before the BEGIN of the tool"
                : number == script.Statements.Count - 1 ? "before the COMMIT of the tool"
                : number == script.Statements.Count ? "after the COMMIT of the tool"
                : null,
        };

    internal static IEnumerable<int> Choose(int count, int bound, int seed)
    {
        var all = Enumerable.Range(1, count).ToArray();
        if (count <= bound)
        {
            return all;
        }

#pragma warning disable CA5394 // The choice has to be repeatable, not secret.
        new Random(seed).Shuffle(all.AsSpan(1, count - 2));
#pragma warning restore CA5394
        return all.Take(bound - 1).Append(count).Order();
    }

    [GeneratedRegex(
        @"^(create\s+(unique\s+)?|drop\s+|re)index\s.*\bconcurrently\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex Concurrently { get; }

    /// <summary>What a procedure does is not in the script: every CALL may commit.</summary>
    [GeneratedRegex(
        @"^(call\b|do\b.*\bcommit\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex Commits { get; }
}
