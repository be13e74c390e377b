using OpsCenter.Conformance.Trials;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>The trials of one migration, one for each server.</summary>
/// <param name="Chained">Those whose databases the next migration begins with.</param>
/// <param name="Judged">Those that are checked: the same, or through an engine.</param>
internal sealed record MigrationTrials(IReadOnlyList<Trial> Chained, IReadOnlyList<Trial> Judged)
{
    public static MigrationTrials Of(
        FolderMigration migration,
        IReadOnlyList<MigrationChain> chains,
        FolderCheckOptions options,
        string tool
    )
    {
        var plain = Trials(FolderPair.Of(migration, options, tool));
        return new MigrationTrials(
            plain,
            options.Engine is null ? plain : Trials(FolderPair.ThroughEngine(migration, options))
        );

        IReadOnlyList<Trial> Trials(MigrationPair pair) =>
            [.. chains.Select(chain => chain.TrialOf(pair))];
    }

    /// <summary>Drops the databases that only one migration needs.</summary>
    public async Task ReleaseAsync(Task<MigrationResult>? check, SemaphoreSlim slots)
    {
        try
        {
            if (check is not null)
            {
                await check.ContinueWith(
                    _ => { },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default
                );
            }

            foreach (var trial in Judged.Union(Chained))
            {
                await trial.DropTemplatesAsync();
            }
        }
        finally
        {
            slots.Release();
        }
    }
}
