using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Sessions;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Hosting;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Progress;
using OpsCenter.MigrationService.Reports;
using OpsCenter.MigrationService.Telemetry;
using OpsCenter.Schema;
using OpsCenter.Scripts;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;
using OpsCenter.ServiceDefaults.Hosting;
using OpsCenter.ServiceDefaults.Output;

namespace OpsCenter.MigrationService.Commands;

/// <summary>Runs a command's body between reading the common options and printing the result or the error.</summary>
internal static class CommandRun
{
    /// <summary>Below it the console shows nothing but with --verbose: an error is printed by <see cref="ErrorOutput"/>.</summary>
    private const string LogCategory = "OpsCenter.MigrationService";

    public delegate Task<CommandResult> Body(
        CommandServices services,
        CancellationToken cancellation
    );

    /// <summary>Makes the body the action of a command.</summary>
    public static Command WithBody(this Command command, Func<ParseResult, Body> body)
    {
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed,
                    (recording, backups) =>
                        InHostAsync(parsed, recording, backups, body(parsed), cancellation),
                    cancellation
                )
        );
        return command;
    }

    /// <summary>Makes the body the action of a command that works with no database of OpsCenter's.</summary>
    public static Command WithOwnBody(
        this Command command,
        Func<ParseResult, CancellationToken, Task<CommandResult>> body
    )
    {
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(parsed, (_, _) => body(parsed, cancellation), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        Func<RunRecording?, Action<BackupReport>, Task<CommandResult>> body,
        CancellationToken cancellation
    )
    {
        var json = parsed.GetValue(CommonOptions.Json);
        var file = parsed.GetValue(CommonOptions.JsonFile);
        var verbose = parsed.GetValue(CommonOptions.Verbose);
        RunRecording? recording = null;
        BackupReport? backup = null;
        try
        {
            recording = RunRecording.Begin(parsed);
            var result = await body(recording, taken => backup = taken);
            result.Print(json);
            var isWritten = DocumentFile.Write(file, result.Document);
            var isReported =
                recording is null
                || result.Findings is not { } findings
                || recording.File.Write(
                    RunReport.Of(recording, findings, result.ExitCode),
                    json ? null : ResultOutput.Terminal(Console.Out, Console.IsOutputRedirected)
                );
            return (result.ExitCode, StandardStreams.OutputFailure) switch
            {
                (ExitCodes.Done, { } lost) => Lost(lost),
                (ExitCodes.Done, _) when !isReported || !isWritten => ExitCodes.OutputLost,
                var (code, _) => code,
            };
        }
        // Whatever it is, it ends as a message and an exit code.
        catch (Exception exception)
        {
            var error = ErrorDescription.Of(exception, cancellation) with { Backup = backup };
            ErrorOutput.Write(error, json, verbose ? exception : null);
            DocumentFile.Write(file, ErrorDocument.Of(error));
            recording?.File.Write(
                RunReport.Of(recording, ErrorFindings.Of(error), error.ExitCode),
                ResultOutput.Terminal(Console.Error, Console.IsErrorRedirected)
            );
            return error.ExitCode;
        }
        finally
        {
            recording?.Dispose();
        }
    }

    /// <summary>The work is done: only what was to be printed of it is missing.</summary>
    private static int Lost(Exception failure)
    {
        ErrorOutput.Warn(
            $"The command did what it says; its report could not be written to standard output: {failure.Message}"
        );
        return ExitCodes.OutputLost;
    }

    private static async Task<CommandResult> InHostAsync(
        ParseResult parsed,
        RunRecording? recording,
        Action<BackupReport> backups,
        Body body,
        CancellationToken cancellation
    )
    {
        var verbose = parsed.GetValue(CommonOptions.Verbose);
        // First: it looks whether OpenSSL is there, without which the runtime ends the process, even at the checksum of a release.
        var named = ConnectionText.Resolve(
            parsed.GetValue(CommonOptions.Connection),
            Environment.GetEnvironmentVariable,
            ServiceHost.ApplicationName,
            ErrorOutput.Warn
        );
        recording?.Connect(named);
        FolderFit.Ensure(parsed);
        var folder = FolderArguments.Read(parsed);
        var migration = Find(parsed.GetValue(CommonOptions.Migration));
        recording?.Name(migration, folder);
        var connection = await ChooseHostAsync(named, cancellation);
        using var progress = ProgressOutput.Create(
            parsed.GetValue(CommonOptions.Progress),
            parsed.GetValue(CommonOptions.Json)
        );
        var options = new MigratorOptions
        {
            RunnerDeadline = parsed.GetValue(CommonOptions.Timeout),
            LockTimeout = parsed.GetValue(CommonOptions.LockTimeout),
            LockDeadline = parsed.GetValue(CommonOptions.LockDeadline),
            SingleTransaction = Given(parsed, RunOptions.SingleTransaction),
            AllowBlocking = Given(parsed, RunOptions.AllowBlocking),
            TakeDigests = !Given(parsed, RunOptions.NoDigest),
            Discard = parsed.GetResult(RunOptions.Discard) is null
                ? null
                : parsed.GetValue(RunOptions.Discard),
            Progress = progress,
            Allowed = AllowOption.Read(parsed),
            Approved = PlanFileOptions.Read(parsed),
            Backup = BackupArguments.Read(parsed, connection),
            BackupTaken = backups,
            IsBackupExpected = BackupArguments.IsExpected(parsed),
        };
        var host = ServiceHost.Create(connection, options, verbose);
        try
        {
            await host.StartAsync(cancellation);
            return await TracedAsync(
                parsed.CommandResult.Command.Name,
                host,
                () =>
                    CancelledRun.LimitAsync(
                        InHostAsync(parsed, recording, host, body, migration, folder, cancellation),
                        cancellation
                    ),
                cancellation
            );
        }
        finally
        {
            await host.EndAsync();
        }
    }

    private static async Task<string> ChooseHostAsync(
        string connection,
        CancellationToken cancellation
    )
    {
        try
        {
            return await SingleHost.ChooseAsync(connection, cancellation);
        }
        catch (NpgsqlException exception)
        {
            throw ConnectionFailure.Describe(connection, exception);
        }
    }

    private static async Task<CommandResult> TracedAsync(
        string command,
        IHost host,
        Func<Task<CommandResult>> run,
        CancellationToken cancellation
    )
    {
        using var span = CommandTelemetry.Start(command);
        try
        {
            var result = await run();
            span?.SetTag("process.exit.code", result.ExitCode);
            return result;
        }
        catch (Exception exception)
        {
            CommandTelemetry.Fail(
                span,
                host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory),
                ErrorDescription.Of(exception, cancellation)
            );
            throw;
        }
    }

    private static async Task<CommandResult> InHostAsync(
        ParseResult parsed,
        RunRecording? recording,
        IHost host,
        Body body,
        Migration migration,
        MigrationFolder? folder,
        CancellationToken cancellation
    )
    {
        var dataSource = host.Services.GetRequiredService<NpgsqlDataSource>();
        await DatabaseReach.AwaitStartAsync(
            dataSource,
            parsed.GetValue(CommonOptions.Wait),
            host.Services.GetRequiredService<MigratorOptions>().Progress,
            cancellation
        );
        if (recording is not null)
        {
            await recording.ReadServerAsync(dataSource, cancellation);
        }

        return await body(
            new CommandServices(
                dataSource,
                host.Services.GetRequiredService<Migrator>(),
                migration,
                folder is null
                    ? null
                    : new FolderMigrator(
                        dataSource,
                        folder,
                        FolderArguments.ReadOptions(parsed),
                        host.Services.GetRequiredService<MigratorOptions>(),
                        host.Services.GetRequiredService<TimeProvider>(),
                        host.Services.GetRequiredService<ILogger<FolderMigrator>>()
                    )
            )
            {
                Approved = host.Services.GetRequiredService<MigratorOptions>().Approved,
            },
            cancellation
        );
    }

    /// <summary>Not every command has it.</summary>
    private static bool Given(ParseResult parsed, Option<bool> option) =>
        parsed.GetResult(option) is not null && parsed.GetValue(option);

    private static Migration Find(string? name) =>
        name is null
            ? Releases.Latest
            : Releases.All.FirstOrDefault(release => release.Name == name)
                ?? throw new UsageException(
                    $"There is no migration \"{name}\".",
                    $"Released are: {string.Join(", ", Releases.All.Select(release => release.Name))}. A folder is named with --migrations."
                );
}
