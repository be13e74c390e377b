using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.V1Traffic.Tests.Processes;

/// <summary>Runs the built <c>opscenter-v1traffic</c> as an operator's shell would.</summary>
internal static class TrafficProcess
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "opscenter-v1traffic.exe" : "opscenter-v1traffic"
    );

    public static async Task<BufferedCommandResult> RunAsync(
        string? connection,
        params string[] arguments
    ) => await Command(connection, arguments).ExecuteBufferedAsync();

    public static Command Command(string? connection, params string[] arguments) =>
        CommandWithHealth(connection, port: null, arguments);

    public static Command CommandWithHealth(
        string? connection,
        string? port,
        params string[] arguments
    ) =>
        Cli.Wrap(Program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", connection)
                    .Set("ConnectionStrings__opscenterdb", null)
                    .Set("OPSCENTER_HEALTH_PORT", port)
            )
            .WithValidation(CommandResultValidation.None);
}
