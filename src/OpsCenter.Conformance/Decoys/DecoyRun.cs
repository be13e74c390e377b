using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Decoys;

/// <summary>
/// Runs a migration on a base with a decoy. The scripts must do the same work, or refuse without a change; the decoy
/// must stay unchanged.
/// </summary>
internal sealed partial class DecoyRun
{
    private readonly Trial _trial;
    private readonly HashSet<string> _knownAfterUp;
    private readonly HashSet<string> _known;

    private DecoyRun(Trial trial, IReadOnlyList<Evidence> afterUp, IEnumerable<Evidence> afterDown)
    {
        _trial = trial;
        _knownAfterUp = Texts(afterUp);
        _known = Texts(afterUp.Concat(afterDown));
    }

    /// <summary>Runs the migration without a decoy first: other laws report the problems found there.</summary>
    public static async Task<DecoyRun> CreateAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var before = await trial.ImageAsync(database, cancellation);
        await trial.UpAsync(database, cancellation: cancellation);
        var after = await trial.ImageAsync(database, cancellation);
        await trial.DownAsync(database, cancellation: cancellation);
        var back = await trial.ImageAsync(database, cancellation);
        await trial.DownAsync(database, cancellation: cancellation);
        var again = await trial.ImageAsync(database, cancellation);
        return new DecoyRun(
            trial,
            [.. Losses(before, after)],
            ImageComparison
                .Differences(before, back)
                .Concat(ImageComparison.Differences(before, again))
        );
    }

    public async Task<IReadOnlyList<Evidence>> RunAsync(Decoy decoy, CancellationToken cancellation)
    {
        await using var database = await _trial.CreateBaseAsync(cancellation);
        await CreateObjectsAsync(database, decoy, cancellation);
        var before = await _trial.ImageAsync(database, cancellation);
        var options = new ScriptRunOptions { Settings = decoy.Settings };

        var up = await _trial.UpAsync(database, options, cancellation);
        var after = await _trial.ImageAsync(database, cancellation);
        if (!up.Succeeded)
        {
            return Problem(
                decoy,
                "the up script fails and leaves changes",
                ImageComparison.Differences(before, after),
                _knownAfterUp,
                up.Error
            );
        }

        IReadOnlyList<Evidence> upProblems =
        [
            .. Problem(decoy, "the up script changes other objects", Losses(before, after), _known),
            .. Problem(
                decoy,
                "the up script succeeds with a different result",
                await MissingAsync(before, after, cancellation),
                _known
            ),
        ];
        if (upProblems.Count > 0 || _trial.Pair.Down.Statements.Count == 0)
        {
            return upProblems;
        }

        var down = await _trial.DownAsync(database, options, cancellation);
        var back = await _trial.ImageAsync(database, cancellation);
        if (!down.Succeeded)
        {
            return Problem(
                decoy,
                "the down script fails and leaves changes",
                ImageComparison.Differences(after, back),
                _known,
                down.Error
            );
        }

        var downProblems = Problem(
            decoy,
            "the down script does not restore the database",
            ImageComparison.Differences(before, back),
            _known
        );
        if (downProblems.Count > 0 || _trial.Pair.HasTool)
        {
            return downProblems;
        }

        // Only the decoy has the names now.
        await _trial.DownAsync(database, options, cancellation);
        return Problem(
            decoy,
            "the down script, run without the migration, changes other objects",
            ImageComparison.Differences(before, await _trial.ImageAsync(database, cancellation)),
            _known
        );
    }

    private static HashSet<string> Texts(IEnumerable<Evidence> evidence) =>
        evidence.Select(one => Unnumbered(one.Text)).ToHashSet(StringComparer.Ordinal);

    /// <summary>The server numbers the names that it makes. Beside a decoy the number is another one.</summary>
    private static string Unnumbered(string text) => Number.Replace(text, "");

    private static async Task CreateObjectsAsync(
        ScratchDatabase database,
        Decoy decoy,
        CancellationToken cancellation
    )
    {
        foreach (var statement in decoy.Statements)
        {
            try
            {
                await database.ExecuteUnnoticedAsync(statement, cancellation);
            }
            catch (PostgresException)
            {
                // The base already has an object of that name, or lacks the type.
            }
        }
    }

    private static IEnumerable<Evidence> Losses(DatabaseImage before, DatabaseImage after) =>
        before
            .Schema.DifferencesTo(after.Schema)
            .Where(difference => difference is { IsColumnOrder: false, Before: not null })
            .Select(EvidenceFactory.From)
            .Concat(ImageComparison.DataDifferences(before, after));

    /// <summary>The differences between the objects that this run added and those of an undisturbed run.</summary>
    private async Task<IReadOnlyList<Evidence>> MissingAsync(
        DatabaseImage before,
        DatabaseImage after,
        CancellationToken cancellation
    )
    {
        var undisturbed = NamelessFacts.Added(
            (await _trial.BaseImageAsync(cancellation)).Schema,
            (await _trial.MigratedImageAsync(cancellation)).Schema
        );
        var added = NamelessFacts.Added(before.Schema, after.Schema);
        return
        [
            .. Without(undisturbed, added).Select(fact => new Evidence($"Missing: {fact}.")),
            .. Without(added, undisturbed).Select(fact => new Evidence($"Different: {fact}.")),
        ];
    }

    private static string[] Without(IReadOnlyList<string> facts, IReadOnlyList<string> others)
    {
        var left = others.ToList();
        return facts.Where(fact => !left.Remove(fact)).ToArray();
    }

    private static IReadOnlyList<Evidence> Problem(
        Decoy decoy,
        string problem,
        IEnumerable<Evidence> differences,
        HashSet<string> known,
        ScriptError? error = null
    )
    {
        var seen = differences
            .Where(difference => !known.Contains(Unnumbered(difference.Text)))
            .ToArray();
        return seen.Length == 0
            ? []
            :
            [
                new Evidence($"If {decoy.Description}, {problem}.")
                {
                    Statement = error?.ToString(),
                    Samples =
                    [
                        .. seen.Select(one => one.Text).Take(5),
                        .. decoy.Statements.Take(5).Select(sql => $"to reproduce: {sql};"),
                    ],
                },
            ];
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number { get; }
}
