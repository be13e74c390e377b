using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Conformance.Convergence;

namespace OpsCenter.Conformance.Faults;

/// <summary>The points of a script that are tried.</summary>
/// <param name="Tried">In their order.</param>
/// <param name="Total">How many there are.</param>
internal sealed partial record FaultPoints(IReadOnlyList<FaultPoint> Tried, int Total)
{
    /// <summary>The first, the last, and seeded ones between, up to a bound for each place.</summary>
    public static async Task<FaultPoints> OfAsync(
        Course course,
        int seed,
        int boundaries,
        int commands,
        CancellationToken cancellation
    )
    {
        var statements = course.Script.Statements;
        var count = await course.CommandsAsync(cancellation);
        var waiting = statements
            .Where(statement => Concurrently.IsMatch(statement.Text))
            .Select(statement => new FaultPoint(FaultPlace.Waiting, statement.Ordinal));
        return new FaultPoints(
            [
                .. Choose(statements.Count + 1, boundaries, seed)
                    .Select(number => new FaultPoint(FaultPlace.Boundary, number)),
                .. waiting,
                .. Choose(count, commands, seed)
                    .Select(number => new FaultPoint(FaultPlace.Command, number)),
            ],
            statements.Count + 1 + count + waiting.Count()
        );
    }

    /// <summary>For the reader of the verdict.</summary>
    public string Note(Course course) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{course.Name}: {Tried.Count} of {Total} points were tried."
        );

    /// <summary>The same, and seeded moments after them: what the other points show, is shown at every run.</summary>
    public FaultPoints WithMoments(int count, int seed) =>
        this with
        {
            Tried =
            [
                .. Tried,
                .. Choose(99, count + 2, seed)
                    .Skip(1)
                    .Take(count)
                    .Select(percent => new FaultPoint(FaultPlace.Moment, percent)),
            ],
            Total = Total + count,
        };

    internal static IEnumerable<int> Choose(int count, int bound, int seed)
    {
        var all = Enumerable.Range(1, count).ToArray();
        if (count <= bound)
        {
            return all;
        }

#pragma warning disable CA5394 // Chosen to be repeatable, not secret.
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
