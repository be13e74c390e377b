using System.CommandLine;
using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.ServiceDefaults.CommandLine;
using Spectre.Console;

namespace OpsCenter.MigrationService.Commands;

/// <summary><c>opscenter diagnose</c>: one file for whoever is asked for help.</summary>
internal static class DiagnoseCommand
{
    private static readonly Option<FileInfo?> File = new("--output")
    {
        Description =
            "The file, which must not exist. Default: opscenter-diagnosis-<time>.md in the current folder.",
        HelpName = "file",
    };

    private static readonly Option<bool> Rollback = new("--rollback")
    {
        Description = "About the rollback instead of the apply.",
    };

    private static readonly Option<FileInfo?> Log = new("--log")
    {
        Description =
            "A file with what the run printed; its last 200 lines are added, without values of rows and without passwords.",
        HelpName = "file",
    };

    public static Command Create() =>
        new Command(
            "diagnose",
            "Writes a file for whoever is asked for help: versions, status, plan, preflight, verification, tables, locks, and the end of a log. It has no row and no password. Changes nothing."
        )
        {
            File,
            Rollback,
            Log,
        }.WithBody(parsed =>
        {
            var file = parsed.GetValue(File);
            var log = parsed.GetValue(Log);
            var direction = parsed.GetValue(Rollback)
                ? MigrationDirection.Down
                : MigrationDirection.Up;
            return (services, cancellation) =>
                RunAsync(services, file, log, direction, DateTimeOffset.UtcNow, cancellation);
        });

    private static async Task<CommandResult> RunAsync(
        CommandServices services,
        FileInfo? wanted,
        FileInfo? log,
        MigrationDirection direction,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var file =
            wanted
            ?? new FileInfo(
                FormattableString.Invariant($"opscenter-diagnosis-{now:yyyyMMdd-HHmmss}.md")
            );
        if (file.Exists)
        {
            throw new UsageException(
                $"{file.FullName} exists, and is not overwritten.",
                "Name another file with --output."
            );
        }

        // A wrong name is said before anything is read from the server.
        var excerpt = log is null ? null : LogExcerpt.Read(log);
        var (migrator, migration) = (services.Migrator, services.Migration);
        var text = new DiagnosisFile(now, services.DataSource.ConnectionString);
        if (excerpt is not null)
        {
            await text.AddAsync("Log of the run", () => Task.FromResult(excerpt));
        }

        await text.AddAsync(
            "Status",
            async () =>
                Screen(StatusText.Write, await migrator.StatusAsync(migration, cancellation))
        );
        await text.AddAsync(
            "Plan",
            async () =>
                Screen(
                    (console, plan) => PlanText.Write(console, plan, full: true),
                    await migrator.PlanAsync(migration, direction, cancellation)
                )
        );
        await text.AddAsync(
            "Preflight",
            async () =>
                Screen(
                    PreflightText.Write,
                    await migrator.PreflightAsync(migration, direction, cancellation)
                )
        );
        await text.AddAsync(
            "Verification",
            async () =>
                Screen(
                    (console, report) => VerifyText.Write(console, report, full: true),
                    await migrator.VerifyAsync(migration, cancellation)
                )
        );
        foreach (var section in await migrator.DiagnoseAsync(migration, cancellation))
        {
            text.Add(section);
        }

        await text.WriteAsync(file, cancellation);
        return new CommandResult(
            ExitCodes.Done,
            new DiagnoseDocument(file.FullName, text.Unread),
            console =>
            {
                console.Line($"The diagnosis is in {file.FullName}.");
                foreach (var part in text.Unread)
                {
                    console.Line($"[yellow]{part} could not be read: the file says why.[/]");
                }

                console.Line(
                    $"It has definitions of tables, names of roles and sessions, and no row and no password. Read it before you send it."
                );
            }
        );
    }

    private static string Screen<T>(Action<IAnsiConsole, T> write, T report)
    {
        using var writer = new StringWriter();
        write(ResultOutput.Terminal(writer, redirected: true), report);
        return writer.ToString();
    }
}
