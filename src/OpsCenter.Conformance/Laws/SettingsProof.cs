using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>settings-proof: what a session, role or database has set otherwise changes nothing of the result.</summary>
internal sealed class SettingsProof : Law
{
    private delegate Task<IReadOnlyList<Evidence>> Attempt(
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation
    );

    public override string Id => "settings-proof";

    public override string Promise =>
        "Under other settings of the session (time zone, styles of dates and intervals, isolation level and others) the scripts do the same; under another isolation level they may refuse and change nothing.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        var sets = await OtherSettings.ForAsync(trial.Server, cancellation);
        var reverted = await RevertedAsync(trial, cancellation);
        foreach (var settings in sets)
        {
            var evidence = await FindAsync(
                settings,
                (set, stop) => ForwardAsync(trial, set, stop),
                cancellation
            );
            if (evidence.Count == 0 && reverted is not null)
            {
                evidence = await FindAsync(
                    settings,
                    (set, stop) => BackAsync(trial, reverted, set, stop),
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
                "The way back fails undisturbed: it was not run under other settings."
            )
            : LawOutcome.Holds(note);
    }

    /// <summary>All at once first; if that shows something, one by one, to name the setting.</summary>
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

    private static async Task<IReadOnlyList<Evidence>> ForwardAsync(
        Trial trial,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var run = await trial.UpAsync(database, Options(settings), cancellation);
        return run.Error is { } error && !OtherSettings.MayBeRefused(settings)
            ? [ScriptEvidence.Of("The way forward fails", error)]
            : await SteadyComparison.DifferencesAsync(
                trial,
                run.Succeeded
                    ? await trial.MigratedImageAsync(cancellation)
                    : await trial.BaseImageAsync(cancellation),
                await trial.ImageAsync(database, cancellation),
                cancellation
            );
    }

    private static async Task<IReadOnlyList<Evidence>> BackAsync(
        Trial trial,
        DatabaseImage reverted,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var run = await trial.DownAsync(database, Options(settings), cancellation);
        return run.Error is { } error && !OtherSettings.MayBeRefused(settings)
            ? [ScriptEvidence.Of("The way back fails", error)]
            : await SteadyComparison.DifferencesAsync(
                trial,
                run.Succeeded ? reverted : await trial.MigratedImageAsync(cancellation),
                await trial.ImageAsync(database, cancellation),
                cancellation
            );
    }

    private static ScriptRunOptions Options(IReadOnlyDictionary<string, string> settings) =>
        new() { Settings = settings };

    /// <summary>What the way back leaves undisturbed; null if it fails.</summary>
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
