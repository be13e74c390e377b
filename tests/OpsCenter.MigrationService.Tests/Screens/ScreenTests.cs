using System.Text.RegularExpressions;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Schema;
using OpsCenter.Testing;
using Spectre.Console;

namespace OpsCenter.MigrationService.Tests.Screens;

/// <summary>
/// What the commands show on a terminal of 80 and of 120 columns, as approved: the files beside this one. What differs from run to
/// run is replaced: before it is written where its length tells where a line ends.
/// </summary>
public sealed partial class ScreenTests
{
    /// <summary>So many lines are seen without scrolling.</summary>
    private const int MostLines = 25;

    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(726);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_screens_of_the_usual_case_are_as_approved(int width)
    {
        await using var database = await V1Database.CreateAsync();
        var migrator = new Migrator(database.DataSource);
        var screens = new Screens(width);

        screens.Add(
            "plan",
            PlanText.Write,
            await migrator.PlanStatementsAsync(Releases.V2),
            MostLines
        );
        screens.Add(
            "verify, not applied",
            VerifyText.Write,
            await migrator.VerifyAsync(Releases.V2),
            2
        );
        screens.Add(
            "dry-run",
            DryRunText.Write,
            await migrator.DryRunAsync(Releases.V2) with
            {
                Duration = Duration,
            },
            MostLines
        );
        var applied = await migrator.ApplyAsync(Releases.V2) with { Duration = Duration };
        screens.Add(
            "apply",
            (console, report, full) => ApplyText.Write(console, report, noBackup: true, full),
            applied,
            MostLines
        );
        screens.Add("verify", VerifyText.Write, await migrator.VerifyAsync(Releases.V2), MostLines);
        screens.Add(
            "status",
            StatusText.Write,
            Steady(await migrator.StatusAsync(Releases.V2)),
            MostLines
        );
        await database.ExecuteAsync(
            "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('m', 'p', 1, 1)"
        );
        screens.Add(
            "plan --rollback",
            PlanText.Write,
            await migrator.PlanStatementsAsync(Releases.V2, MigrationDirection.Down),
            MostLines
        );
        screens.Add(
            "preflight --rollback",
            PreflightText.Write,
            await migrator.PreflightAsync(Releases.V2, MigrationDirection.Down),
            MostLines
        );
        screens.Add(
            "rollback",
            (console, report, full) => RollbackText.Write(console, report, noBackup: true, full),
            await migrator.RollbackAsync(Releases.V2) with
            {
                Duration = Duration,
            },
            MostLines
        );
        await migrator.ApplyAsync(Releases.V2);
        screens.Add(
            "status, archived",
            StatusText.Write,
            Steady(await migrator.StatusAsync(Releases.V2)),
            MostLines
        );
        screens.Add(
            "status --all",
            (console, status) => StatusText.WriteAll(console, Releases.V2, [status]),
            Steady(await migrator.StatusAsync(Releases.V2)),
            MostLines
        );
        screens.Add(
            "status, while a run waits",
            StatusText.Write,
            Steady(await migrator.StatusAsync(Releases.V2)) with
            {
                Standing = MigrationStanding.RollbackInterrupted,
                Runner =
                    "pid 4711, application \"opscenter\", user \"unicorn\", connected since 2026-01-02 03:04:05Z",
                RunnerWaitsFor =
                [
                    "pid 4712 (psql, anna), open for 12.4 s, idle in transaction: select * from llm_usage_logs",
                ],
            },
            MostLines
        );
        screens.Add(
            "restore-archive",
            RestoreArchiveText.Write,
            await migrator.RestoreArchiveAsync(Releases.V2, new RestoreArchiveOptions()) with
            {
                Duration = Duration,
            },
            MostLines
        );

        screens.Text.ShouldBeApprovedIn(
            Path.Combine(
                Repository.Root,
                "tests",
                "OpsCenter.MigrationService.Tests",
                "Screens",
                FormattableString.Invariant($"screens-{width}.approved.txt")
            )
        );
    }

    private static MigrationStatus Steady(MigrationStatus status) =>
        status with
        {
            Database = "shop",
            ServerVersion = "18.1",
            History = [.. status.History.Select(entry => entry with { Duration = Duration })],
        };

    private sealed partial class Screens(int width)
    {
        public string Text { get; private set; } = "";

        public void Add<T>(
            string name,
            Action<IAnsiConsole, T, bool> write,
            T report,
            int mostLines
        ) => Add<T>(name, (console, shown) => write(console, shown, false), report, mostLines);

        public void Add<T>(string name, Action<IAnsiConsole, T> write, T report, int mostLines)
        {
            using var writer = new StringWriter();
            var console = ResultOutput.Terminal(writer, redirected: true);
            console.Profile.Width = width;
            write(console, report);
            var screen = Steady(writer.ToString());
            screen.Split('\n').Length.ShouldBeLessThanOrEqualTo(mostLines + 1, screen);
            Text += $"== {name}\n{screen}\n";
        }

        private static string Steady(string text) =>
            Trailing()
                .Replace(
                    Checksum()
                        .Replace(
                            Moment().Replace(text, "2026-01-02 03:04:05Z"),
                            new string('0', 64)
                        ),
                    "\n"
                );

        [GeneratedRegex(@"[ ]+\n")]
        private static partial Regex Trailing();

        [GeneratedRegex(@"(?<=SHA-256\s+)[0-9a-f]{64}")]
        private static partial Regex Checksum();

        [GeneratedRegex(@"\d{4}-\d\d-\d\d\s+\d\d:\d\d:\d\dZ")]
        private static partial Regex Moment();
    }
}
