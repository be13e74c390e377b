using System.Diagnostics;
using Npgsql;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Runs an operation of the engine in a span of its own, and says what is wrong where the server's error is a known one.</summary>
internal static class TracedOperation
{
    /// <param name="context">Of the operation.</param>
    /// <param name="name">The span's name.</param>
    /// <param name="operation">What to run.</param>
    /// <param name="migration">The migration's name; null if it is about none.</param>
    /// <param name="describe">Finds the reason of an error that the engine does not know; null if there is none.</param>
    public static async Task<T> RunAsync<T>(
        EngineContext context,
        string name,
        Func<Task<T>> operation,
        string? migration = null,
        Func<PostgresException, Task<Exception?>>? describe = null
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity(name);
        if (migration is not null)
        {
            span?.SetTag("opscenter.migration", migration);
        }

        try
        {
            return await operation();
        }
        catch (PostgresException exception) when (EngineFailure.IsKnown(exception))
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.MessageText);
            throw await EngineFailure.DescribeAsync(context, exception);
        }
        catch (PostgresException exception) when (describe is not null)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.MessageText);
            if (await describe(exception) is { } refusal)
            {
                throw refusal;
            }

            throw;
        }
        catch (Exception exception)
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }
}
