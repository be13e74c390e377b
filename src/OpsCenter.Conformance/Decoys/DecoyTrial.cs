using Npgsql;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Decoys;

/// <summary>Runs a migration where a decoy is: it has to do its work all the same, or to refuse and change nothing; the decoy stays what it is.</summary>
internal sealed class DecoyTrial
{
    private readonly Trial _trial;
    private readonly HashSet<string> _knownForward;
    private readonly HashSet<string> _known;

    private DecoyTrial(
        Trial trial,
        IReadOnlyList<Evidence> forward,
        IEnumerable<Evidence> thereAndBack
    )
    {
        _trial = trial;
        _knownForward = Texts(forward);
        _known = Texts(forward.Concat(thereAndBack));
    }

    /// <summary>What goes wrong without any decoy, too, is another law's matter.</summary>
    public static async Task<DecoyTrial> CreateAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var before = await trial.ImageAsync(database, cancellation);
        await trial.UpAsync(database, cancellation: cancellation);
        var after = await trial.ImageAsync(database, cancellation);
        await trial.DownAsync(database, cancellation: cancellation);
        var back = await trial.ImageAsync(database, cancellation);
        await trial.DownAsync(database, cancellation: cancellation);
        var again = await trial.ImageAsync(database, cancellation);
        return new DecoyTrial(
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
        await MakeAsync(database, decoy, cancellation);
        var before = await _trial.ImageAsync(database, cancellation);
        var options = new ScriptRunOptions { Settings = decoy.Settings };

        var up = await _trial.UpAsync(database, options, cancellation);
        var after = await _trial.ImageAsync(database, cancellation);
        if (!up.Succeeded)
        {
            return Where(
                decoy,
                "the way forward fails halfway",
                ImageComparison.Differences(before, after),
                _knownForward,
                up.Error
            );
        }

        IReadOnlyList<Evidence> forward =
        [
            .. Where(
                decoy,
                "the way forward changes what is not its own",
                Losses(before, after),
                _known
            ),
            .. Where(
                decoy,
                "the way forward ends as if all were well, and is not what it is elsewhere",
                await MissingAsync(before, after, cancellation),
                _known
            ),
        ];
        if (forward.Count > 0)
        {
            return forward;
        }

        var down = await _trial.DownAsync(database, options, cancellation);
        var back = await _trial.ImageAsync(database, cancellation);
        if (!down.Succeeded)
        {
            return Where(
                decoy,
                "the way back fails halfway",
                ImageComparison.Differences(after, back),
                _known,
                down.Error
            );
        }

        var wayBack = Where(
            decoy,
            "the way back does not leave what was there",
            ImageComparison.Differences(before, back),
            _known
        );
        if (wayBack.Count > 0)
        {
            return wayBack;
        }

        // Now the decoy alone has the names.
        await _trial.DownAsync(database, options, cancellation);
        return Where(
            decoy,
            "the way back, run where the migration is not, does not leave what was there",
            ImageComparison.Differences(before, await _trial.ImageAsync(database, cancellation)),
            _known
        );
    }

    private static HashSet<string> Texts(IEnumerable<Evidence> evidence) =>
        evidence.Select(one => one.Text).ToHashSet(StringComparer.Ordinal);

    private static async Task MakeAsync(
        ScratchDatabase database,
        Decoy decoy,
        CancellationToken cancellation
    )
    {
        foreach (var statement in decoy.Statements)
        {
            try
            {
                await database.ExecuteAsync(statement, cancellation);
            }
            catch (PostgresException)
            {
                // The base has something of that name already, or not the type.
            }
        }
    }

    private static IEnumerable<Evidence> Losses(DatabaseImage before, DatabaseImage after) =>
        before
            .Schema.DifferencesTo(after.Schema)
            .Where(difference => difference is { IsColumnOrder: false, Before: not null })
            .Select(ScriptEvidence.Of)
            .Concat(ImageComparison.DataDifferences(before, after));

    /// <summary>What an undisturbed run adds and this one did not, or otherwise.</summary>
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
            .. Without(added, undisturbed).Select(fact => new Evidence($"Otherwise: {fact}.")),
        ];
    }

    private static string[] Without(IReadOnlyList<string> facts, IReadOnlyList<string> others)
    {
        var left = others.ToList();
        return facts.Where(fact => !left.Remove(fact)).ToArray();
    }

    private static IReadOnlyList<Evidence> Where(
        Decoy decoy,
        string problem,
        IEnumerable<Evidence> differences,
        HashSet<string> known,
        ScriptError? error = null
    )
    {
        var seen = differences.Where(difference => !known.Contains(difference.Text)).ToArray();
        return seen.Length == 0
            ? []
            :
            [
                new Evidence($"Where {decoy.What}, {problem}.")
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
}
