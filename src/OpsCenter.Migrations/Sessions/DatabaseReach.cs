using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Asks, before anything is begun, whether a database can be worked with.</summary>
public static class DatabaseReach
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Opens a connection and closes it again.</summary>
    /// <exception cref="ConnectionFailedException">The server cannot be reached, or does not let the role in.</exception>
    /// <exception cref="UnsupportedServerException">The server is too old.</exception>
    public static async Task EnsureAsync(
        NpgsqlDataSource dataSource,
        CancellationToken cancellation = default
    )
    {
        await using var session = await DatabaseSession.OpenAsync(dataSource, cancellation);
    }

    /// <summary>
    /// Retries a connection while the server starts: while it refuses connections, answers with SQLSTATE 57P03, or its host name does
    /// not resolve. Any other failure ends the wait at once.
    /// </summary>
    /// <param name="dataSource">Opens the connections.</param>
    /// <param name="limit">How long to retry. Zero: nothing is opened, and nothing waited for.</param>
    /// <param name="progress">Gets one message if the first attempt fails.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ConnectionFailedException">The limit has passed, or the failure is of another kind.</exception>
    public static async Task AwaitStartAsync(
        NpgsqlDataSource dataSource,
        TimeSpan limit,
        IProgress<MigrationProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        if (limit <= TimeSpan.Zero)
        {
            return;
        }

        using var span = MigrationTelemetry.Source.StartActivity("wait for the server");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        NpgsqlException? last = null;
        while (true)
        {
            try
            {
                var connection = dataSource.CreateConnection();
                await DatabaseSession.OpenAsync(connection, deadline.Token);
                await connection.DisposeAsync();
                return;
            }
            catch (NpgsqlException exception) when (ServerStart.IsMeantBy(exception))
            {
                if (last is null)
                {
                    progress?.Report(
                        new MigrationProgress(
                            $"waiting up to {limit.TotalSeconds:0.###} s for the server to start"
                        )
                    );
                }

                last = exception;
            }
            catch (NpgsqlException exception)
            {
                throw ConnectionFailure.Describe(dataSource.ConnectionString, exception);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw ServerStart.TimedOut(dataSource, limit, last);
            }

            await Task.Delay(Pause, deadline.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
