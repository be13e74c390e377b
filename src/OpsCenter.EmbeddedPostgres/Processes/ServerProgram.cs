using CliWrap;
using OpsCenter.EmbeddedPostgres.Accounts;

namespace OpsCenter.EmbeddedPostgres.Processes;

/// <summary>Runs a server program under an account that PostgreSQL accepts.</summary>
internal static class ServerProgram
{
    /// <summary>The message that the server is ready is recognized in English only.</summary>
    private static readonly Dictionary<string, string?> Environment = new(StringComparer.Ordinal)
    {
        ["LC_ALL"] = "C",
        ["PGDATA"] = null,
        ["PGOPTIONS"] = null,
    };

    public static Command Command(
        PostgresBinaries binaries,
        string program,
        IReadOnlyList<string> arguments,
        string workingDirectory,
        ServerMessages messages
    )
    {
        var (fileName, wrapped) = AccountSwitch.Wrap(
            UnprivilegedAccount.ForThisProcess(),
            binaries.Program(program),
            arguments
        );
        return Command(new ServerCommand(fileName, wrapped, workingDirectory), messages);
    }

    public static Command Command(ServerCommand command, ServerMessages messages) =>
        Cli.Wrap(command.FileName)
            .WithArguments(command.Arguments)
            .WithWorkingDirectory(command.WorkingDirectory)
            .WithEnvironmentVariables(Environment)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(messages.Add))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(messages.Add))
            .WithValidation(CommandResultValidation.None);
}
