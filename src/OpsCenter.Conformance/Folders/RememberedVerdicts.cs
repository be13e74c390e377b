using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Folders;

/// <summary>Which laws are checked for each migration, and which verdicts a cache has already.</summary>
internal sealed class RememberedVerdicts
{
    private readonly FolderCheckOptions _options;
    private readonly IReadOnlyDictionary<FolderMigration, string>? _keys;
    private readonly Dictionary<FolderMigration, IReadOnlyList<LawResult>> _known = [];

    private RememberedVerdicts(
        FolderCheckOptions options,
        IReadOnlyDictionary<FolderMigration, string>? keys
    )
    {
        _options = options;
        _keys = keys;
    }

    /// <summary>Reads the cache of the options, if there is one.</summary>
    public static async Task<RememberedVerdicts> ReadAsync(
        MigrationFolder folder,
        IReadOnlyList<DatabaseServer> servers,
        FolderCheckOptions options,
        CancellationToken cancellation
    )
    {
        var verdicts = new RememberedVerdicts(
            options,
            options.Cache is null
                ? null
                : await MigrationKeys.OfAsync(folder, servers, options, cancellation)
        );
        foreach (var migration in folder.Migrations.Where(options.Selects))
        {
            verdicts._known[migration] = verdicts._keys is { } keys
                ? options.Cache!.Read(keys[migration])
                : [];
        }

        return verdicts;
    }

    /// <summary>The laws that have to be checked for a selected migration.</summary>
    public IReadOnlyList<Law> Open(FolderMigration migration) =>
        [.. Wanted(migration).Where(law => Find(_known[migration], law) is null)];

    /// <summary>The new verdicts and the known ones, in the order of the laws. The new ones are kept for the next check.</summary>
    public IReadOnlyList<LawResult> Complete(
        FolderMigration migration,
        IReadOnlyList<LawResult> found
    )
    {
        IReadOnlyList<LawResult> all = [.. found, .. _known[migration]];
        if (_keys is { } keys && found.Any(result => result.Verdict != Verdict.NotChecked))
        {
            // Also those of laws that this check does not ask for.
            _options.Cache!.Write(
                keys[migration],
                all.DistinctBy(result => result.Law, StringComparer.Ordinal)
            );
        }

        return [.. Wanted(migration).Select(law => Find(all, law)).OfType<LawResult>()];
    }

    private IReadOnlyList<Law> Wanted(FolderMigration migration) =>
        FolderLaws.Of(migration, _options.Laws);

    /// <summary>The promise has the limits of a law.</summary>
    private static LawResult? Find(IReadOnlyList<LawResult> results, Law law) =>
        results.FirstOrDefault(result => result.Law == law.Id && result.Promise == law.Promise);
}
