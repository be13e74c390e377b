using OpsCenter.Conformance.Comparisons;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Trials;

/// <summary>One of the two scripts, with the database before it and after an undisturbed run.</summary>
internal sealed class ScriptUnderTest
{
    private readonly Trial _trial;
    private readonly IReadOnlySet<(string Table, string Column)> _volatile;
    private readonly AsyncLazy<int> _ddlCommands;

    private ScriptUnderTest(
        Trial trial,
        Direction direction,
        DatabaseImage before,
        DatabaseImage[] after,
        TimeSpan duration
    )
    {
        _trial = trial;
        Direction = direction;
        Before = before;
        After = after[0];
        Duration = duration;
        _ddlCommands = new(CountDdlCommandsAsync);
        _volatile = VolatileColumns.Between(after[0].Data, after[1].Data);
    }

    public Direction Direction { get; }

    /// <summary>The database before the script.</summary>
    public DatabaseImage Before { get; }

    /// <summary>The database after an undisturbed run.</summary>
    public DatabaseImage After { get; }

    /// <summary>The duration of an undisturbed run.</summary>
    public TimeSpan Duration { get; }

    public SqlScript Script =>
        Direction == Direction.Up ? _trial.Pair.RunnableUp : _trial.Pair.RunnableDown;

    /// <summary>The script's name as the start of a sentence.</summary>
    public string Name => Direction == Direction.Up ? "The up script" : "The down script";

    /// <summary>
    /// The scripts whose undisturbed run succeeds. A down script that fails without a fault is reported by other laws.
    /// </summary>
    public static async Task<IReadOnlyList<ScriptUnderTest>> CreateBothAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        var scripts = new List<ScriptUnderTest>();
        foreach (var direction in new[] { Direction.Up, Direction.Down })
        {
            // Two runs: columns whose values differ between them are not compared later.
            var after = new List<DatabaseImage>();
            var duration = TimeSpan.Zero;
            for (var attempt = 0; attempt < 2; attempt++)
            {
                await using var database = await CreateAsync(trial, direction, cancellation);
                var script =
                    direction == Direction.Up ? trial.Pair.RunnableUp : trial.Pair.RunnableDown;
                var run = await Trial.RunAsync(database, script, null, cancellation);
                if (run.Succeeded)
                {
                    duration = run.Duration;
                    after.Add(await trial.ImageAsync(database, cancellation));
                }
            }

            if (after.Count == 2)
            {
                var before =
                    direction == Direction.Up
                        ? await trial.BaseImageAsync(cancellation)
                        : await trial.MigratedImageAsync(cancellation);
                scripts.Add(new ScriptUnderTest(trial, direction, before, [.. after], duration));
            }
        }

        return scripts;
    }

    /// <summary>The number of DDL commands in an undisturbed run, including those in DO blocks and functions.</summary>
    public Task<int> DdlCommandsAsync(CancellationToken cancellation) =>
        _ddlCommands.GetAsync(cancellation);

    /// <summary>A new database in the state before the script.</summary>
    public Task<ScratchDatabase> CreateAsync(CancellationToken cancellation) =>
        CreateAsync(_trial, Direction, cancellation);

    public Task<ScriptRun> RunAsync(
        ScratchDatabase database,
        ScriptRunOptions? options,
        CancellationToken cancellation
    ) => Trial.RunAsync(database, Script, options, cancellation);

    public Task<DatabaseImage> ImageAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    ) => _trial.ImageAsync(database, cancellation);

    /// <summary>The first difference from the database before the script; null if there is none.</summary>
    public string? DifferenceToBefore(DatabaseImage actual) => Difference(Before, actual);

    /// <summary>The first difference from an undisturbed run; null if there is none.</summary>
    public string? DifferenceToAfter(DatabaseImage actual) => Difference(After, actual);

    /// <summary>
    /// Null if the database is unchanged or the script is complete, at once or after one more run; otherwise the
    /// problem.
    /// </summary>
    public async Task<string?> ConvergenceProblemAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        var image = await ImageAsync(database, cancellation);
        if (DifferenceToBefore(image) is null || DifferenceToAfter(image) is null)
        {
            return null;
        }

        var again = await RunAsync(database, null, cancellation);
        return again.Error is { } error ? $"the next run fails: {error}"
            : DifferenceToAfter(await ImageAsync(database, cancellation)) is { } difference
                ? $"the result of the next run differs from an undisturbed run: {difference}"
            : null;
    }

    private string? Difference(DatabaseImage expected, DatabaseImage actual) =>
        expected
            .Schema.DifferencesTo(actual.Schema)
            .Where(difference => !difference.IsColumnOrder)
            .Select(difference => difference.ToString())
            .Concat(
                ConvergenceComparison.Differences(
                    expected.Data,
                    actual.Data,
                    Before.Data,
                    _volatile
                )
            )
            .FirstOrDefault();

    private async Task<int> CountDdlCommandsAsync(CancellationToken cancellation)
    {
        await using var database = await CreateAsync(cancellation);
        return await FaultEventTrigger.CountAsync(database, Script, cancellation);
    }

    private static Task<ScratchDatabase> CreateAsync(
        Trial trial,
        Direction direction,
        CancellationToken cancellation
    ) =>
        direction == Direction.Up
            ? trial.CreateBaseAsync(cancellation)
            : trial.CreateMigratedAsync(cancellation);
}
