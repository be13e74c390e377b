using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Scripts;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Conformance.Convergence;

/// <summary>A script with what is before it and what two undisturbed runs of it leave.</summary>
internal sealed class Course
{
    private readonly Trial _trial;
    private readonly IReadOnlySet<(string Table, string Column)> _volatile;
    private readonly AsyncLazy<int> _commands;

    private Course(
        Trial trial,
        Direction direction,
        DatabaseImage before,
        DatabaseImage[] after,
        TimeSpan took
    )
    {
        _trial = trial;
        Direction = direction;
        Before = before;
        After = after[0];
        Took = took;
        _commands = new(cancellation => FaultTrigger.CountAsync(this, cancellation));
        _volatile = VolatileColumns.Between(after[0].Data, after[1].Data);
    }

    public Direction Direction { get; }

    /// <summary>The database before the script.</summary>
    public DatabaseImage Before { get; }

    /// <summary>The database after an undisturbed run.</summary>
    public DatabaseImage After { get; }

    /// <summary>How long an undisturbed run takes.</summary>
    public TimeSpan Took { get; }

    public SqlScript Script => Direction == Direction.Up ? _trial.Pair.Forward : _trial.Pair.Back;

    /// <summary>As the beginning of a sentence.</summary>
    public string Name => Direction == Direction.Up ? "The way forward" : "The way back";

    /// <summary>The courses whose undisturbed run succeeds: a way back that fails by itself is another law's matter.</summary>
    public static async Task<IReadOnlyList<Course>> BothAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        var courses = new List<Course>();
        foreach (var direction in new[] { Direction.Up, Direction.Down })
        {
            var after = new List<DatabaseImage>();
            var took = TimeSpan.Zero;
            for (var attempt = 0; attempt < 2; attempt++)
            {
                await using var database = await CreateAsync(trial, direction, cancellation);
                var script = direction == Direction.Up ? trial.Pair.Forward : trial.Pair.Back;
                var run = await Trial.RunAsync(database, script, null, cancellation);
                if (run.Succeeded)
                {
                    took = run.Duration;
                    after.Add(await trial.ImageAsync(database, cancellation));
                }
            }

            if (after.Count == 2)
            {
                var before =
                    direction == Direction.Up
                        ? await trial.BaseImageAsync(cancellation)
                        : await trial.MigratedImageAsync(cancellation);
                courses.Add(new Course(trial, direction, before, [.. after], took));
            }
        }

        return courses;
    }

    /// <summary>How many DDL commands an undisturbed run executes, those within DO blocks and functions included.</summary>
    public Task<int> CommandsAsync(CancellationToken cancellation) =>
        _commands.GetAsync(cancellation);

    /// <summary>A database before the script.</summary>
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

    /// <summary>The first difference to the database before; null if there is none.</summary>
    public string? DifferenceToBefore(DatabaseImage actual) => Difference(Before, actual);

    /// <summary>The first difference to an undisturbed run; null if there is none.</summary>
    public string? DifferenceToAfter(DatabaseImage actual) => Difference(After, actual);

    /// <summary>Null if the database is as before, or finished, or gets finished by one more run; else what is wrong.</summary>
    public async Task<string?> ConvergesAsync(
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
                ? $"the next run leads elsewhere than an undisturbed one: {difference}"
            : null;
    }

    private string? Difference(DatabaseImage expected, DatabaseImage actual) =>
        expected
            .Schema.DifferencesTo(actual.Schema)
            .Where(difference => !difference.IsColumnOrder)
            .Select(difference => difference.ToString())
            .Concat(DataAgreement.Differences(expected.Data, actual.Data, Before.Data, _volatile))
            .FirstOrDefault();

    private static Task<ScratchDatabase> CreateAsync(
        Trial trial,
        Direction direction,
        CancellationToken cancellation
    ) =>
        direction == Direction.Up
            ? trial.CreateBaseAsync(cancellation)
            : trial.CreateMigratedAsync(cancellation);
}
