using CliWrap;
using OpsCenter.EmbeddedPostgres.Accounts;

namespace OpsCenter.EmbeddedPostgres.Processes;

/// <summary>Runs a server program under an account that PostgreSQL accepts.</summary>
internal static class ServerProgram
{
    private const string MemoryVariable = "GLIBC_TUNABLES";

    private static readonly Dictionary<string, string?> Variables = new(StringComparer.Ordinal)
    {
        // A short session spends much of its time in page faults: large pages halve their number.
        [MemoryVariable] =
            Environment.GetEnvironmentVariable(MemoryVariable) ?? "glibc.malloc.hugetlb=1",
        // The message that the server is ready is recognized in English only.
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
            .WithEnvironmentVariables(Variables)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(messages.Add))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(messages.Add))
            .WithValidation(CommandResultValidation.None);
}
