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
        var concurrent = script
            .Statements.Where(statement =>
                // Which session of an engine builds, only the engine knows.
                EngineScripts.Find(script)
                    is null
                && Concurrently.IsMatch(statement.Text)
            )
            .Select(statement => new FaultPoint(FaultPointKind.ConcurrentBuild, statement.Ordinal))
            .ToArray();
        return new FaultPoints(
            [
                .. Choose(boundaries, maximumBoundaries, seed)
                    .Select(number => Boundary(script, number + script.FirstOrdinal - 1)),
                .. concurrent,
                .. Choose(ddlCommands, maximumCommands, seed)
                    .Select(number => new FaultPoint(FaultPointKind.DdlCommand, number)),
            ],
            boundaries + ddlCommands + concurrent.Length
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
    /// Adds random points in time at the end: a result there depends on the machine, a result at the other points does
    /// not.
    /// </summary>
    public FaultPoints WithMoments(int count, int seed) =>
        this with
        {
            Tried =
            [
                .. Tried,
                .. Choose(99, count + 2, seed)
                    .Skip(1)
                    .Take(count)
                    .Select(percent => new FaultPoint(FaultPointKind.ElapsedTime, percent)),
            ],
            Total = Total + count,
        };

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
}
