using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>Runs <c>opscenter</c> as an operator's shell would: the built one, or the one that OPSCENTER_TEST_PROGRAM names.</summary>
internal static class OpsCenterProcess
{
    /// <summary>Its path.</summary>
    public static readonly string Program =
        Environment.GetEnvironmentVariable("OPSCENTER_TEST_PROGRAM")
        ?? Path.Combine(
            AppContext.BaseDirectory,
            OperatingSystem.IsWindows() ? "opscenter.exe" : "opscenter"
        );

    /// <summary>After this a process is killed, so that no test waits for ever.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Holds what a command printed against what it promises; nothing where no test project has a promise to check.</summary>
    public static Action<IReadOnlyList<string>, string> Check { get; set; } = (_, _) => { };

    /// <summary>With the database in the environment, where a password belongs.</summary>
    public static Task<BufferedCommandResult> RunAsync(
        TestDatabase database,
        params string[] arguments
    ) => RunAsync(database.ConnectionString, arguments);

    /// <summary>With this text in OPSCENTER_CONNECTION, or without any connection if it is null.</summary>
    public static async Task<BufferedCommandResult> RunAsync(
        string? connection,
        params string[] arguments
    )
    {
        using var patience = new CancellationTokenSource(Patience);
        var result = await Command(connection, arguments).ExecuteBufferedAsync(patience.Token);
        Check(arguments, result.StandardOutput);
        return result;
    }

    public static Command Command(string? connection, params string[] arguments) =>
        Cli.Wrap(Program)
            .WithArguments([.. arguments, .. WithoutBackup(arguments)])
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", connection)
                    .Set("ConnectionStrings__opscenterdb", null)
            )
            .WithValidation(CommandResultValidation.None);

    /// <summary>A test that is not about backups takes none, and needs no pg_dump as new as its server.</summary>
    private static string[] WithoutBackup(string[] arguments) =>
        arguments is ["apply" or "rollback" or "worker", ..]
        && !arguments.Contains("--backup-dir", StringComparer.Ordinal)
            ? ["--no-backup"]
            : [];
}
