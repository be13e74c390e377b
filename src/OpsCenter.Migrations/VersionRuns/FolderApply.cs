using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Applies what is due of a folder, each migration with its entry in the journal.</summary>
internal sealed class FolderApply(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<FolderReport> RunAsync(CancellationToken cancellation)
    {
        await using var run = await FolderRun.BeginAsync(context, folder, options, cancellation);
        await run.EnsureReadyAsync(cancellation);
        await run.PrepareAsync(cancellation);
        var steps = new List<FolderStep>();
        try
        {
            foreach (var version in run.Due)
            {
                steps.Add(
                    await run.ApplyAsync(version, isFollowed: version != run.Due[^1], cancellation)
                );
            }
        }
        catch (Exception exception) when (InterruptedFolder.IsMeantBy(exception, cancellation))
        {
            throw InterruptedFolder.Cancelled(
                steps,
                [.. run.Due.Skip(steps.Count).Select(version => version.Title)],
                run.Due[steps.Count].Migration!.Up,
                exception,
                cancellation
            );
        }

        await run.CheckImageAsync();
        IReadOnlyList<FolderVersion> left =
        [
            .. run.Standing.Due.Where(version => !run.Due.Contains(version)),
        ];
        return new FolderReport(
            folder.Convention.Name,
            steps,
            [.. left.Select(version => version.Title)]
        )
        {
            AcceptedEdits = run.AcceptedEdits,
            Restorable = await run.CountArchivesAsync(left, cancellation),
        };
    }
}
