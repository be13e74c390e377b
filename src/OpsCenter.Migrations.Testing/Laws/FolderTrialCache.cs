using System.Collections.Concurrent;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Trials;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>The trials of the folders under test. The tests of a migration share one, with its templates and images.</summary>
internal static class FolderTrialCache
{
    private static readonly ConcurrentDictionary<
        (Type Subject, int Major),
        Lazy<Task<FolderTrials>>
    > Folders = new();

    public static async Task<Trial> GetAsync(
        IFolderUnderTest subject,
        FolderMigration migration,
        int major,
        CancellationToken cancellation
    )
    {
        var trials = await Folders
            .GetOrAdd(
                (subject.GetType(), major),
                _ => new Lazy<Task<FolderTrials>>(() => CreateAsync(subject, major))
            )
            .Value;
        return await trials.OfAsync(migration, cancellation);
    }

    private static async Task<FolderTrials> CreateAsync(IFolderUnderTest subject, int major) =>
        new(subject.Migrations, await TestServer.For(major).StartAsync(), subject.Options);
}
