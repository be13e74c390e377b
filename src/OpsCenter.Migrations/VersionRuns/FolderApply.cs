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
        foreach (var version in run.Due)
        {
            steps.Add(
                await run.ApplyAsync(version, isFollowed: version != run.Due[^1], cancellation)
            );
        }

        await run.CheckImageAsync();
        return new FolderReport(
            folder.Convention.Name,
            steps,
            [
                .. run
                    .Standing.Due.Where(version => !run.Due.Contains(version))
                    .Select(version => version.Title),
            ]
        )
        {
            AcceptedEdits = run.AcceptedEdits,
        };
    }
}
