using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>settings-proof: settings of the session, role or database do not change the result.</summary>
internal sealed class SettingsProof : Law
{
    private delegate Task<IReadOnlyList<Evidence>> Attempt(
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation
    );

    public override string Id => "settings-proof";

    public override string Promise =>
        "Session settings (time zone, date and interval style, isolation level and others) do not change the "
        + "result; under another isolation level the scripts may refuse without a change.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var sets = await UnusualSettings.ForAsync(trial.Server, cancellation);
        var reverted = await RevertedAsync(trial, cancellation);
        foreach (var settings in sets)
        {
            var evidence = await FindAsync(
                settings,
                (set, stop) => CheckUpAsync(trial, set, stop),
                cancellation
            );
            if (evidence.Count == 0 && reverted is not null)
            {
                evidence = await FindAsync(
                    settings,
                    (set, stop) => CheckDownAsync(trial, reverted, set, stop),
                    cancellation
                );
            }

            if (evidence.Count > 0)
            {
                return LawOutcome.Of(evidence);
            }
        }

        var tried = sets.Select(set => string.Join(", ", set.Select(Text)));
        var note = $"Tried together: {string.Join("; ", tried)}.";
        return reverted is null
            ? LawOutcome.Holds(
                note,
                "The down script fails with default settings: it was not run with others."
            )
            : LawOutcome.Holds(note);
    }

    /// <summary>
    /// Tries all settings together first. If that finds a problem, tries each setting alone to name it.
    /// </summary>
    private static async Task<IReadOnlyList<Evidence>> FindAsync(
        IReadOnlyDictionary<string, string> settings,
        Attempt attempt,
        CancellationToken cancellation
    )
    {
        var together = await attempt(settings, cancellation);
        if (together.Count == 0)
        {
            return [];
        }

        foreach (var setting in settings)
        {
            var alone = await attempt(
                new Dictionary<string, string>([setting], StringComparer.Ordinal),
                cancellation
            );
            if (alone.Count > 0)
            {
                return Under(Text(setting), alone);
            }
        }

        return Under(string.Join(", ", settings.Select(Text)), together);
    }

    private static IReadOnlyList<Evidence> Under(string settings, IEnumerable<Evidence> evidence) =>
        [.. evidence.Select(one => one with { Text = $"With {settings}: {one.Text}" })];

    private static string Text(KeyValuePair<string, string> setting) =>
        $"{setting.Key} = '{setting.Value}'";

    private static async Task<IReadOnlyList<Evidence>> CheckUpAsync(
        Trial trial,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var run = await trial.UpAsync(database, Options(settings), cancellation);
        return run.Error is { } error && !UnusualSettings.MayBeRefused(settings)
            ? [EvidenceFactory.From("The up script fails", error)]
            : ImageComparison.Differences(
                run.Succeeded
                    ? await trial.MigratedImageAsync(cancellation)
                    : await trial.BaseImageAsync(cancellation),
                await trial.ImageAsync(database, cancellation),
                await trial.VolatileColumnsAsync(cancellation)
            );
    }

    private static async Task<IReadOnlyList<Evidence>> CheckDownAsync(
        Trial trial,
        DatabaseImage reverted,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var run = await trial.DownAsync(database, Options(settings), cancellation);
        if (run.Error is { } error && !UnusualSettings.MayBeRefused(settings))
        {
            return [EvidenceFactory.From("The down script fails", error)];
        }

        var actual = await trial.ImageAsync(database, cancellation);
        var volatileColumns = await trial.VolatileColumnsAsync(cancellation);
        if (!run.Succeeded)
        {
            return ImageComparison.Differences(
                await trial.MigratedImageAsync(cancellation),
                actual,
                volatileColumns
            );
        }

        var differences = ImageComparison.Differences(reverted, actual, volatileColumns);
        // Values that the down script makes anew each time, such as times and identifiers.
        return differences.Count > 0 && await RevertedAsync(trial, cancellation) is { } again
            ? ImageComparison.Differences(
                reverted,
                actual,
                VolatileColumns
                    .Between(reverted.Data, again.Data)
                    .Union(volatileColumns)
                    .ToHashSet()
            )
            : differences;
    }

    private static ScriptRunOptions Options(IReadOnlyDictionary<string, string> settings) =>
        new() { Settings = settings };

    /// <summary>The image after an undisturbed run of the down script; null if it fails.</summary>
    private static async Task<DatabaseImage?> RevertedAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var run = await trial.DownAsync(database, cancellation: cancellation);
        return run.Succeeded ? await trial.ImageAsync(database, cancellation) : null;
    }
}
