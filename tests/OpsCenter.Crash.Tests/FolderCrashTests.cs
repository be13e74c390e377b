using System.Collections.Concurrent;
using System.Diagnostics;
using CliWrap.Buffered;
using OpsCenter.Conformance.Databases;
using OpsCenter.Crash.Tests.Folders;
using OpsCenter.Crash.Tests.Images;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Versions;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Scripts;
using OpsCenter.Testing;
using OpsCenter.Tests.Shared;

namespace OpsCenter.Crash.Tests;

/// <summary>The program is killed while it works with a folder of all kinds of migrations; the next run completes the work.</summary>
public sealed class FolderCrashTests : IDisposable
{
    private static readonly string[] OfWatches =
    [
        "pg_blocking_pids(",
        "pg_backend_pid()",
        "pg_postmaster_start_time()",
    ];

    private static readonly DatabaseTemplate Before = DatabaseTemplate.FromSql(
        "mixed_before",
        MixedFolder.Before
    );

    private static readonly DatabaseTemplate InUse = Before.Then(
        "mixed_in_use",
        async (source, cancellation) =>
        {
            using var folder = MixedFolder.Write();
            await Migrator(source, folder).ApplyAsync(cancellation);
            await V1.ExecuteAsync(source, MixedFolder.Use, cancellation);
        }
    );

    private static readonly DatabaseTemplate ThereAndBack = InUse.Then(
        "mixed_there_and_back",
        async (source, cancellation) =>
        {
            using var folder = MixedFolder.Write();
            await Migrator(source, folder, new FolderOptions { To = "0" })
                .RollbackAsync(cancellation);
            await Migrator(source, folder).ApplyAsync(cancellation);
        }
    );

    private readonly TemporaryFolder _folder = MixedFolder.Write();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task An_apply() => KillAsync(Before, 4, "apply");

    [Fact]
    public Task A_rollback() => KillAsync(InUse, 3, "rollback", "--to", "0");

    [Fact]
    public Task A_restore_of_archives() => KillAsync(ThereAndBack, 3, "restore-archive");

    [Fact]
    public async Task Without_a_crash_everything_comes_back()
    {
        var server = TestServer.For(TestMajors.Newest);
        await using var used = await server.CreateDatabaseAsync(InUse);
        await using var back = await server.CreateDatabaseAsync(ThereAndBack);

        var restored = await RunAsync(back, "restore-archive");

        restored.ExitCode.ShouldBe(0, restored.StandardOutput + restored.StandardError);

        DatabaseImage
            .Difference(await FolderImage.DataAsync(used), await FolderImage.DataAsync(back))
            .ShouldBeEmpty();
    }

    private async Task KillAsync(DatabaseTemplate template, int count, params string[] command)
    {
        TestRun.SkipIfUnchanged("crash");
        var server = TestServer.For(TestMajors.Newest);
        IReadOnlyList<Boundary> boundaries;
        IReadOnlyList<string> wanted;
        await using (var undisturbed = await server.CreateDatabaseAsync(template))
        {
            await using var proxy = new PostgresProxy(undisturbed.ConnectionString);
            var whole = await RunAsync(proxy.ConnectionString, command);
            whole.ExitCode.ShouldBe(0, whole.StandardOutput + whole.StandardError);
            boundaries = proxy.Boundaries;
            wanted = await FolderImage.TakeAsync(undisturbed);
        }

        var failures = new ConcurrentBag<string>();
        var chosen = Effort
            .Sample(boundaries, boundaries.Count / count, boundaries.Count / count / 2)
            // Statements without a transaction, and batches, in the middle of a script.
            .Union(
                boundaries
                    .Where(boundary =>
                        boundary.Text.Contains("index concurrently", StringComparison.Ordinal)
                        || boundary.Text.StartsWith("vacuum", StringComparison.Ordinal)
                        || boundary.Text.Contains("update bulk", StringComparison.Ordinal)
                        || boundary.Text.Contains("migrations.batch", StringComparison.Ordinal)
                    )
                    .Where((_, place) => place % 2 == 0)
                    .Select(boundary => boundary.Ordinal)
            );
        await Parallel.ForEachAsync(
            chosen.ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (ordinal, _) =>
            {
                await using var database = await server.CreateDatabaseAsync(template);
                var at = boundaries[ordinal - 1];
                var times = boundaries.Take(ordinal).Count(other => other.Text == at.Text);
                if (!await KillAtAsync(database, at, times, command))
                {
                    if (!IsOfWatch(at))
                    {
                        failures.Add($"{at}: was not reached");
                    }

                    return;
                }

                var next = await RunAsync(database, command);
                var difference = DatabaseImage.Difference(
                    wanted,
                    await FolderImage.TakeAsync(database)
                );
                if (next.ExitCode != 0 || difference.Count > 0)
                {
                    failures.Add(
                        $"{at}: exit code {next.ExitCode} {next.StandardError}\n{string.Join('\n', difference)}"
                    );
                }
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"killed at {chosen.Count()} of {boundaries.Count} boundaries"
        );
        failures.ShouldBeEmpty();
    }

    /// <summary>Whether a session that looks from time to time begins with it or asks it.</summary>
    private static bool IsOfWatch(Boundary boundary) =>
        OfWatches.Any(part => boundary.Text.Contains(part, StringComparison.Ordinal));

    /// <param name="database">What is worked on.</param>
    /// <param name="at">Where to kill.</param>
    /// <param name="times">How often its statement has come by then: what is asked from time to time moves the numbers of the others.</param>
    /// <param name="command">What runs.</param>
    private async Task<bool> KillAtAsync(
        TestDatabase database,
        Boundary at,
        int times,
        IReadOnlyList<string> command
    )
    {
        var seen = 0;
        await using var proxy = new PostgresProxy(database.ConnectionString);
        var running = Command(proxy.ConnectionString, command).ExecuteBufferedAsync();
        Func<Boundary, Task> kill = boundary =>
        {
            if (boundary.Text == at.Text && Interlocked.Increment(ref seen) == times)
            {
                Process.GetProcessById(running.ProcessId).Kill();
            }

            return Task.CompletedTask;
        };
        // By turns before the server sees a statement, and when it has done it.
        (proxy.Before, proxy.After) =
            at.Ordinal % 2 == 0 ? (kill, null) : ((Func<Boundary, Task>?)null, kill);
        return (await running).ExitCode != 0;
    }

    private Task<BufferedCommandResult> RunAsync(TestDatabase database, params string[] command) =>
        RunAsync(database.ConnectionString, command);

    private async Task<BufferedCommandResult> RunAsync(
        string connection,
        IReadOnlyList<string> command
    ) => await Command(connection, command).ExecuteBufferedAsync();

    private CliWrap.Command Command(string connection, IReadOnlyList<string> command) =>
        OpsCenterProcess.Command(connection, [.. command, "--migrations", _folder.Path]);

    private static FolderMigrator Migrator(
        Npgsql.NpgsqlDataSource source,
        TemporaryFolder folder,
        FolderOptions? options = null
    ) => new(source, MigrationFolder.Read(folder.Path), options);
}
