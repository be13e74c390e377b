using System.Runtime.ExceptionServices;
using CliWrap;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>Has pg_restore write the rows of a backup, and hands them to a target while it does.</summary>
internal static class DataSection
{
    /// <exception cref="BackupUnreadableException">pg_restore cannot read the file to its end.</exception>
    public static async Task ReadAsync(
        ClientTools tools,
        string file,
        RestoreList list,
        IDataTarget target,
        CancellationToken cancellation
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Exception? failure = null;
        var output = PipeTarget.Create(
            async (stream, token) =>
            {
                try
                {
                    await new DataScript(target).ReadAsync(stream, token);
                }
                catch (Exception exception)
                {
                    // pg_restore would wait for its reader.
                    failure = exception;
                    await stop.CancelAsync();
                }
            }
        );
        ToolRun? run = null;
        try
        {
            run = await ToolRun.ExecuteAsync(
                tools.Restore,
                list.Arguments("data", file),
                RestoreList.Environment,
                output,
                stop.Token
            );
        }
        catch (OperationCanceledException) when (failure is not null)
        {
            // What stopped it is thrown below.
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (!run!.Succeeded)
        {
            throw new BackupUnreadableException(
                $"{Path.GetFullPath(file)} cannot be read: {run.Complaint}. Nothing was restored.",
                "Take another backup."
            );
        }
    }
}
