using System.ComponentModel;
using System.Text;
using CliWrap;
using Microsoft.Extensions.Logging;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Runs <c>opscenter</c> once, as a process, and hands on each line when it is written.</summary>
internal static class ProgramRun
{
    /// <summary>From the interrupt to the kill. A run that is interrupted rolls back what it has not committed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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
            var document = Path.Combine(folder.FullName, "report.json");
            var (fileName, before) = await program.ResolveAsync(cancellationToken);
            var lines = new StringBuilder();
            using var kill = new CancellationTokenSource();
            await using var interrupted = cancellationToken.Register(() =>
                kill.CancelAfter(Patience)
            );
            var command = Cli.Wrap(fileName)
                .WithArguments([.. before, .. arguments, "--json-file", document])
                .WithEnvironmentVariables(environment)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(
                    PipeTarget.ToDelegate(line => Add(LogLevel.Information, line))
                )
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line => Add(LogLevel.Error, line)));
            var exitCode = await ExitCodeAsync(command, kill.Token, cancellationToken);
            return new ProgramResult(exitCode, lines.ToString(), RunDocument.Read(document));

            void Add(LogLevel level, string line)
            {
                log.Log(level, "{Line}", line);
                lock (lines)
                {
                    lines.AppendLine(line);
                }
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
            return (await command.ExecuteAsync(kill, interrupt)).ExitCode;
        }
        catch (Win32Exception notStarted)
        {
            throw new DistributedApplicationException(
                $"The program \"{command.TargetFilePath}\" could not be started: {notStarted.Message}. "
                    + "Publish opscenter (scripts/publish.sh in its repository), and put it on the PATH or give its path to AddSqlMigrations.",
                notStarted
            );
        }
        catch (OperationCanceledException)
        {
            return ProgramResult.Cancelled;
        }
    }
}
