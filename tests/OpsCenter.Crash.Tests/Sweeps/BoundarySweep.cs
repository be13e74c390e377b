using System.Collections.Concurrent;
using OpsCenter.Crash.Tests.Disturbances;
using OpsCenter.Crash.Tests.Images;
using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;
using OpsCenter.MigrationService.Output;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Sweeps;

/// <summary>Disturbs a run at one boundary after the other, each on a fresh database, and looks at what a later run makes of it.</summary>
internal sealed class BoundarySweep(Scene scene, int major, Disturbance disturbance)
{
    private readonly ConcurrentBag<string> _failures = [];
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<MigrationStanding> _standings = [];

    /// <summary>Where the databases stood after the disturbance.</summary>
    public IReadOnlySet<MigrationStanding> Standings => _standings.ToHashSet();

    /// <summary>Fails with every boundary at which something was not as it should be.</summary>
    /// <param name="stride">Which of the boundaries are tried, unless all are: every so many.</param>
    /// <param name="offset">Where the sample begins.</param>
    /// <param name="afterwards">The later run, and what must hold then.</param>
    public async Task RunAsync(
        int stride,
        int offset,
        Func<TestDatabase, Baseline, Task> afterwards
    )
    {
        TestRun.SkipIfUnchanged("crash");
        var baseline = await Baseline.OfAsync(scene, TestServer.For(major));
        var ordinals = Effort.SampleWithCommits(baseline.Boundaries, stride, offset).ToList();
        await Parallel.ForEachAsync(
            ordinals,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (ordinal, _) =>
            {
                try
                {
                    await OneAsync(ordinal, baseline, afterwards);
                }
                catch (Exception exception)
                {
                    _failures.Add($"{disturbance} {baseline.Boundaries[ordinal - 1]}: {exception}");
                }
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{scene} on {major}: {disturbance} at {ordinals.Count} of {baseline.Boundaries.Count} boundaries, gone on from {(TestRun.IsFull ? ordinals.Count : _gone.Count)}"
        );
        _failures.ShouldBeEmpty();
    }

    private async Task OneAsync(
        int ordinal,
        Baseline baseline,
        Func<TestDatabase, Baseline, Task> afterwards
    )
    {
        await using var database = await TestServer.For(major).CreateDatabaseAsync(scene.Template);
        await using (var proxy = new PostgresProxy(database.ConnectionString))
        {
            disturbance.Arrange(proxy, database, ordinal);
            if (await Run.AttemptAsync(proxy.ConnectionString, scene.Direction) is { } error)
            {
                var told = ErrorDescription.Of(error, default);
                told.Id.ShouldBeOneOf("connection-lost", "cannot-connect");
                told.ExitCode.ShouldBe(3);
            }
        }

        await baseline.V1Data.ShouldBeUnchangedAsync(database);
        var status = await new Migrator(database.DataSource).StatusAsync(
            OpsCenter.Schema.Releases.V2
        );
        _standings.Add(status.Standing);
        // Many boundaries lie within one transaction, and leave the same: what comes of it has to be seen once.
        if (!TestRun.IsFull && !_gone.TryAdd(await StateMark.TakeAsync(database), true))
        {
            return;
        }

        await afterwards(database, baseline);
        await baseline.V1Data.ShouldBeUnchangedAsync(database);
    }
}
