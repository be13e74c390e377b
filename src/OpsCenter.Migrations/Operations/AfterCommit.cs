using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Looks made once a run is committed: one that fails says so, and does not read as if nothing had been done.</summary>
/// <param name="done">What is committed, as a sentence without its end.</param>
/// <param name="remedy">What to do about a look that failed.</param>
/// <param name="cancellation">The run's.</param>
internal sealed class AfterCommit(string done, string remedy, CancellationToken cancellation)
{
    /// <param name="what">What is looked for, as a verb.</param>
    /// <param name="look">Looks.</param>
    /// <exception cref="CommittedUncheckedException">It failed.</exception>
    /// <exception cref="ConnectionLostException">It lost its connection.</exception>
    /// <exception cref="MigrationCancelledException">It was cancelled.</exception>
    public async Task<T> LookAsync<T>(string what, Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception exception) when (cancellation.IsCancellationRequested)
        {
            throw new MigrationCancelledException(
                $"Cancelled after the commit: {done}. What was not done any more: {what}.",
                remedy,
                exception,
                cancellation
            );
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            throw new ConnectionLostException(
                $"{done}. The connection was lost after that. What was not done any more: {what}.",
                exception
            );
        }
        catch (Exception exception)
        {
            throw new CommittedUncheckedException(
                $"{done}. What could not be done after that: {what}. {Reason(exception)}",
                remedy,
                exception
            );
        }
    }

    private static bool IsLoss(Exception exception) =>
        exception switch
        {
            PostgresException server => ConnectionLoss.IsMeantBy(server),
            _ => exception is NpgsqlException or ConnectionLostException,
        };

    private static string Reason(Exception exception) =>
        exception is PostgresException server
            ? $"The server refused: {server.MessageText} (SQLSTATE {server.SqlState})."
            : exception.Message;
}
