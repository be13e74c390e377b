using System.ComponentModel;
using CliWrap;
using Microsoft.Extensions.Logging;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Runs <c>opscenter</c> once, as a process, and hands on each line when it is written.</summary>
internal static class ProgramRun
{
    /// <summary>From the interrupt to the kill. A run that is interrupted rolls back what it has not committed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A message to the dashboard holds 4 MB at the most, and a character may need 4 bytes.</summary>
    private const int TextLimit = 256 * 1024;

    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables in addition to those of this process.</param>
    /// <param name="log">Gets each line; those of standard error as errors.</param>
    /// <param name="cancellationToken">Interrupts the process, which is then waited for.</param>
    public static async Task<ProgramResult> RunAsync(
        MigrationProgram program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        ILogger log,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-run-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.json");
            var (fileName, before) = await program.ResolveAsync(cancellationToken);
            var lines = new RecentLines(TextLimit);
            using var kill = new CancellationTokenSource();
            await using var interrupted = cancellationToken.Register(() =>
                kill.CancelAfter(Patience)
            );
            var command = Cli.Wrap(fileName)
                .WithArguments([.. before, .. arguments, "--json-file", file])
                .WithEnvironmentVariables(environment)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(
                    PipeTarget.ToDelegate(line => Add(LogLevel.Information, line))
                )
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line => Add(LogLevel.Error, line)));
            var exitCode = await ExitCodeAsync(command, kill.Token, cancellationToken);
            var document = RunDocument.Read(file);
            if (exitCode == ProgramResult.Done && document is null)
            {
                Add(
                    LogLevel.Error,
                    $"\"{fileName}\" ended with exit code 0 but without a report, so nothing shows that it did what it should. Is it opscenter?"
                );
                exitCode = ProgramResult.Unexpected;
            }

            return new ProgramResult(exitCode, lines.ToString(), document);

            void Add(LogLevel level, string line)
            {
                log.Log(level, "{Line}", line);
                lines.Add(line);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> ExitCodeAsync(
        Command command,
        CancellationToken kill,
        CancellationToken interrupt
    )
    {
        try
        {
            interrupt.ThrowIfCancellationRequested();
            var run = command.ExecuteAsync(
                kill,
                OperatingSystem.IsWindows() ? interrupt : CancellationToken.None
            );
            await using var signal = interrupt.Register(() =>
            {
                if (!OperatingSystem.IsWindows())
                {
                    TerminationSignal.Send(run.ProcessId);
                }
            });
            var exitCode = (await run).ExitCode;
            return exitCode != ProgramResult.Done && interrupt.IsCancellationRequested
                ? ProgramResult.Cancelled
                : exitCode;
        }
        catch (Win32Exception notStarted)
        {
            throw new DistributedApplicationException(
                $"The program \"{command.TargetFilePath}\" could not be started: {Reason(notStarted)}. "
                    + "Publish opscenter (scripts/publish.sh in its repository), and put it on the PATH or give its path to AddSqlMigrations.",
                notStarted
            );
        }
        catch (OperationCanceledException)
        {
            return ProgramResult.Cancelled;
        }
    }

    /// <summary>The operating system's own words, which CliWrap wraps into a guess.</summary>
    private static string Reason(Win32Exception notStarted) =>
        (notStarted.InnerException as Win32Exception ?? notStarted).Message.TrimEnd('.');
}
