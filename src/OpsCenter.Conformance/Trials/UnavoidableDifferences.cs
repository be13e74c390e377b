using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Trials;

/// <summary>
/// Differences that are no fault of the scripts: numbers that a sequence gave to rows and does not take back, and rows that triggers of the
/// base wrote to a table of their own.
/// </summary>
internal sealed partial class UnavoidableDifferences
{
    private readonly Trial _trial;
    private readonly Func<CancellationToken, Task<ScratchDatabase>> _createBase;
    private readonly decimal? _highest;

    private UnavoidableDifferences(
        Trial trial,
        Func<CancellationToken, Task<ScratchDatabase>> createBase,
        decimal? highest
    )
    {
        _trial = trial;
        _createBase = createBase;
        _highest = highest;
    }

    /// <summary>For a base with its data before and after the up script.</summary>
    /// <param name="trial">The migration.</param>
    /// <param name="createBase">Creates the same base again.</param>
    /// <param name="before">The data of the base.</param>
    /// <param name="migrated">The data after the up script.</param>
    public static UnavoidableDifferences Of(
        Trial trial,
        Func<CancellationToken, Task<ScratchDatabase>> createBase,
        DataSnapshot before,
        DataSnapshot migrated
    ) => new(trial, createBase, SetsSequences(trial) ? Highest(before, migrated) : null);

    /// <summary>For the base of the trial.</summary>
    public static async Task<UnavoidableDifferences> OfAsync(
        Trial trial,
        CancellationToken cancellation
    ) =>
        Of(
            trial,
            trial.CreateBaseAsync,
            (await trial.BaseImageAsync(cancellation)).Data,
            (await trial.MigratedImageAsync(cancellation)).Data
        );

    /// <summary>The other differences, and a note for each of these.</summary>
    public async Task<(
        IReadOnlyList<DataDifference> Others,
        IReadOnlyList<string> Notes
    )> LeaveOutAsync(IReadOnlyList<DataDifference> differences, CancellationToken cancellation)
    {
        IReadOnlySet<string> untouched = new HashSet<string>(StringComparer.Ordinal);
        if (differences.Any(MayBeOfATrigger))
        {
            await using var database = await _createBase(cancellation);
            untouched = await TriggerRows.UntouchedAsync(_trial, database, cancellation);
        }

        var others = new List<DataDifference>();
        var notes = new List<string>();
        foreach (var difference in differences)
        {
            if (IsGap(difference))
            {
                notes.Add(
                    $"{(difference with { Samples = [] })}: numbers that were given to rows, which no sequence takes back."
                );
            }
            else if (MayBeOfATrigger(difference) && untouched.Contains(difference.Table))
            {
                notes.Add(
                    $"{(difference with { Samples = [] })}: triggers or rules of the base wrote them."
                );
            }
            else
            {
                others.Add(difference);
            }
        }

        return (others, notes);
    }

    /// <summary>
    /// Whether a sequence moved on because it gave numbers. If a script sets sequences, a row of the migration has to have reached the number.
    /// </summary>
    public bool IsGap(DataDifference difference) =>
        difference.IsGap && (_highest is not { } highest || difference.Position <= highest);

    private static bool MayBeOfATrigger(DataDifference difference) =>
        difference is { IsAddition: true, AreNewRows: true };

    private static bool SetsSequences(Trial trial) =>
        new[] { trial.Pair.Up, trial.Pair.Down }.Any(script =>
            SetsSequence.IsMatch(Comment.Replace(script.Text, " "))
        );

    /// <summary>The highest integer in the rows that the up script made; -1 if there is none.</summary>
    private static decimal Highest(DataSnapshot before, DataSnapshot migrated) =>
        migrated
            .Without(before)
            .Tables.Values.SelectMany(table => table.Rows)
            .SelectMany(row => row)
            .Select(value =>
                decimal.TryParse(
                    value.Trim('\''),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : -1
            )
            .DefaultIfEmpty(-1)
            .Max();

    [GeneratedRegex(
        @"\b(setval|restart)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SetsSequence { get; }

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment { get; }
}
