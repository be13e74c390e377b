using OpsCenter.EmbeddedPostgres;

namespace OpsCenter.Aspire.Hosting.EmbeddedPostgres;

/// <summary>
/// The server's command as the orchestrator runs it. The orchestrator stops a process with SIGTERM, which PostgreSQL takes for a
/// shutdown that waits for all clients, and kills it 6 s later. A shell script in between turns that into SIGINT, the fast shutdown
/// (PostgreSQL manual, "Shutting Down the Server").
/// </summary>
internal static class ForegroundCommand
{
    private const string ScriptName = "postgres-server";

    public static (string FileName, IReadOnlyList<string> Arguments) Of(ServerCommand command) =>
        OperatingSystem.IsWindows()
            ? (command.FileName, command.Arguments)
            : ("/bin/sh", [Path.Combine(command.WorkingDirectory, ScriptName)]);

    /// <summary>Writes the script into the cluster's folder, which only its owner can write to.</summary>
    public static Task WriteAsync(ServerCommand command, CancellationToken cancellationToken) =>
        OperatingSystem.IsWindows()
            ? Task.CompletedTask
            : File.WriteAllTextAsync(Of(command).Arguments[0], Script(command), cancellationToken);

    private static string Script(ServerCommand command) =>
        $$"""
            {{string.Join(' ', command.Arguments.Prepend(command.FileName).Select(Quoted))}} &
            server=$!
            trap 'kill -INT $server' TERM INT
            while kill -0 $server 2>/dev/null; do
                wait $server
                code=$?
            done
            exit $code

            """;

    private static string Quoted(string argument) =>
        $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
