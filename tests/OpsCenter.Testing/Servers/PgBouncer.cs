using CliWrap;
using Npgsql;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Testing.Servers;

/// <summary>A real PgBouncer in front of a test's database.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop;
    private readonly Task _run;
    private readonly string _folder;

    private PgBouncer(
        string connectionString,
        string folder,
        CancellationTokenSource stop,
        Task run
    )
    {
        ConnectionString = connectionString;
        _folder = folder;
        _stop = stop;
        _run = run;
    }

    /// <summary>To the same database, through the pooler.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it.</summary>
    /// <param name="database">Where it leads.</param>
    /// <param name="mode"><c>session</c>, <c>transaction</c> or <c>statement</c>.</param>
    /// <param name="size">How many connections to the server it makes.</param>
    public static async Task<PgBouncer> StartAsync(TestDatabase database, string mode, int size)
    {
        var program =
            PgBouncerProgram.Path ?? throw Prerequisite.Missing(PgBouncerProgram.WhatToInstall);
        var port = FreePort.Find();
        var folder = Directory.CreateTempSubdirectory("opscenter-pgbouncer-").FullName;
        var file = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(file, Settings(database.ConnectionString, port, mode, size));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        var stop = new CancellationTokenSource();
        var run = Cli.Wrap(program)
            .WithArguments(Environment.IsPrivilegedProcess ? ["-u", Account(), file] : [file])
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(stop.Token)
            .Task;
        var builder = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = port,
            Pooling = false,
        };
        var pooler = new PgBouncer(builder.ConnectionString, folder, stop, run);
        try
        {
            await pooler.ReadyAsync();
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var deadline = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(deadline.Token);
                return;
            }
            catch (NpgsqlException) when (!_run.IsCompleted)
            {
                await Task.Delay(50, deadline.Token);
            }
        }
    }

    private static string Settings(string connectionString, int port, string mode, int size)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        return $"""
            [databases]
            * = host=127.0.0.1 port={target.Port} user={target.Username} password={target.Password}

            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {mode}
            default_pool_size = {size}
            ignore_startup_parameters = extra_float_digits

            """;
    }

    /// <summary>PgBouncer refuses to run as root, and changes to the account that it is told.</summary>
    private static string Account() =>
        File.ReadLines("/etc/passwd")
            .Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";
}
