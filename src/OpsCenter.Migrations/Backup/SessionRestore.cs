using CliWrap;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Restores a backup in the open transaction of a session: what it replaces is dropped in the same transaction, under locks that were taken
/// before. pg_restore's own connection could not share them.
/// </summary>
/// <param name="tools">The programs.</param>
/// <param name="file">The backup.</param>
/// <param name="stages">Its contents.</param>
/// <param name="code">Refuses code of roles that are not trusted; null if it is allowed.</param>
/// <param name="beforeGrants">Runs when everything is there but the grants of the file.</param>
internal sealed class SessionRestore(
    ClientTools tools,
    string file,
    RestoreStages stages,
    ForeignCode? code,
    Func<DatabaseSession, CancellationToken, Task> beforeGrants
)
{
    /// <exception cref="RestoreFailedException">The server refuses a statement or a row. The transaction must be rolled back.</exception>
    public async Task RunAsync(DatabaseSession session, CancellationToken cancellation)
    {
        var data = new SessionData(session);
        try
        {
            using var filling = new RestoreList(stages.Filling);
            using var completing = new RestoreList(stages.Completing);
            await DefinitionsAsync(session, filling, "pre-data", cancellation);
            if (code is not null)
            {
                await code.RefuseInTablesAsync(session, isNew: false, cancellation);
            }

            await DataSection.ReadAsync(tools, file, filling, data, cancellation);
            await DefinitionsAsync(session, filling, "post-data", cancellation);
            await beforeGrants(session, cancellation);
            await DefinitionsAsync(session, completing, section: null, cancellation);
        }
        catch (PostgresException exception)
            when (exception.SqlState != PostgresErrorCodes.LockNotAvailable
                && !ConnectionLoss.IsMeantBy(exception)
            )
        {
            await data.AbandonAsync();
            throw Failed(exception);
        }
        catch
        {
            await data.AbandonAsync();
            throw;
        }
    }

    /// <summary>What a statement of a replacement failed with.</summary>
    public static RestoreFailedException Failed(PostgresException exception) =>
        new(
            $"The restore failed and was rolled back, nothing was changed: {exception.MessageText}{Further(exception.Detail)}{Further(Context(exception))}"
                + Further(Statement(exception)),
            "Fix what it reports and repeat, or restore beside it: opscenter restore --file ... --into <new database>.",
            exception
        );

    /// <summary>The function that refused, which may be that of an event trigger.</summary>
    private static string? Context(PostgresException exception) =>
        exception.SqlState == PostgresErrorCodes.RaiseException ? exception.Where : null;

    private static string Further(string? text) => string.IsNullOrEmpty(text) ? "" : $"\n{text}";

    /// <summary>The line of the file's definitions that the server points at, if it points at one.</summary>
    private static string? Statement(PostgresException exception) =>
        exception is { InternalQuery: { } script, InternalPosition: > 0 }
            ? script[..Math.Min(exception.InternalPosition - 1, script.Length)].Split('\n')[^1]
                + script[Math.Min(exception.InternalPosition - 1, script.Length)..].Split('\n')[0]
            : null;

    private async Task DefinitionsAsync(
        DatabaseSession session,
        RestoreList list,
        string? section,
        CancellationToken cancellation
    )
    {
        // Only a superuser may give an object to any role.
        var superuser = await session.ScalarAsync<bool>(
            "select rolsuper from pg_catalog.pg_roles where rolname = current_user",
            cancellation
        );
        using var output = new MemoryStream();
        var run = await ToolRun.ExecuteAsync(
            tools.Restore,
            [
                .. list.Arguments(section, file),
                .. superuser ? Array.Empty<string>() : ["--no-owner"],
            ],
            RestoreList.Environment,
            PipeTarget.ToStream(output),
            cancellation
        );
        if (!run.Succeeded)
        {
            throw new BackupUnreadableException(
                $"{Path.GetFullPath(file)} cannot be read: {run.Complaint}. Nothing was restored.",
                "Take another backup."
            );
        }

        await ScriptText.ExecuteAsync(
            session,
            ScriptText.Statements(output.ToArray()),
            cancellation
        );
    }
}
