using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Compares the objects that the journal has with those that are there.</summary>
internal sealed class FolderVerify(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<FolderVerification> RunAsync(CancellationToken cancellation)
    {
        await using var session = await context.OpenAsync(cancellation);
        var journal = new VersionJournal(options.Source, context.Clock);
        var standing = FolderStanding.Of(folder, await journal.ReadAsync(session, cancellation));
        var image = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
        var problems = standing
            .Versions.Where(version => version.State is not VersionState.Applied)
            .Select(version => $"{version.Title}: {Words(version.State)}")
            .ToList();
        var checks = 0;
        var adopted = 0;
        foreach (var entry in standing.Applied.Select(version => version.Entry!))
        {
            var record = await ObjectRecord.ReadAsync(session, entry.Id, cancellation);
            adopted += entry.AdoptedFrom is not null && record.Count == 0 ? 1 : 0;
            foreach (var recorded in record)
            {
                checks++;
                var now = image.Find(recorded);
                if (now is null)
                {
                    problems.Add($"{entry.Title}: {recorded} is missing");
                }
                else if (now.Identity != recorded.Identity)
                {
                    problems.Add($"{entry.Title}: {recorded} is called {now.Identity}");
                }
                else if (now.Definition != recorded.Definition)
                {
                    problems.Add(
                        $"{entry.Title}: {recorded} is \"{now.Definition}\", recorded is \"{recorded.Definition}\""
                    );
                }
            }
        }

        return new FolderVerification(folder.Convention.Name, checks, problems)
        {
            AdoptedUnchecked = adopted,
        };
    }

    private static string Words(VersionState state) =>
        state switch
        {
            VersionState.Pending => "is not applied",
            VersionState.Edited => "was edited after it was applied",
            VersionState.Missing => "is applied, and the folder does not have it",
            VersionState.Applying => "was applied in part; apply resumes it",
            _ => "was rolled back in part; rollback resumes it",
        };
}
