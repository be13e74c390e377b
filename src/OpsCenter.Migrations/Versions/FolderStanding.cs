using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>The folder and the journal side by side.</summary>
internal sealed class FolderStanding
{
    private FolderStanding(IReadOnlyList<FolderVersion> versions) => Versions = versions;

    /// <summary>In the order of the folder; what it does not have comes first.</summary>
    public IReadOnlyList<FolderVersion> Versions { get; }

    /// <summary>What an apply would run, in its order: an interrupted one, what is pending, and what is repeatable and was edited or runs always.</summary>
    public IReadOnlyList<FolderVersion> Due =>
        [
            .. Versions.Where(version =>
                version.State is VersionState.Pending or VersionState.Applying
                || version is { State: VersionState.Edited, Migration.IsRepeatable: true }
                || version is { State: VersionState.Applied, Migration.RunsAlways: true }
            ),
        ];

    /// <summary>What is applied, the last one first: the order in which it can be rolled back.</summary>
    public IReadOnlyList<FolderVersion> Applied =>
        [
            .. Versions
                .Where(version => version.Entry is not null)
                .OrderByDescending(version => version.Entry!.Id),
        ];

    /// <summary>Those of the versions that are pending, in the order of the folder, each once.</summary>
    public IReadOnlyList<string> Await(IEnumerable<string> versions) =>
        [
            .. Versions
                .Where(version => version.State == VersionState.Pending)
                .Select(version => version.Migration!.Key)
                .Intersect(versions, StringComparer.Ordinal),
        ];

    public static FolderStanding Of(MigrationFolder folder, IReadOnlyList<VersionEntry> entries)
    {
        var known = entries.ToDictionary(entry => entry.Version, StringComparer.Ordinal);
        var missing = entries
            .Where(entry => folder.Migrations.All(migration => migration.Key != entry.Version))
            .Select(entry => new FolderVersion(entry.Title, VersionState.Missing, null, entry));
        var present = folder.Migrations.Select(migration =>
        {
            var entry = known.GetValueOrDefault(migration.Key);
            return new FolderVersion(migration.Title, StateOf(migration, entry), migration, entry);
        });
        return new FolderStanding([.. missing, .. present]);
    }

    /// <summary>Refuses to apply where folder and journal do not fit together.</summary>
    /// <param name="acceptEdit">Whether edited files are taken as they are.</param>
    /// <param name="outOfOrder">Whether a migration may be applied that comes before one that is applied.</param>
    public void EnsureApplicable(bool acceptEdit, bool outOfOrder)
    {
        if (!acceptEdit)
        {
            EnsureSameFolder();
        }

        var edited = Versions.FirstOrDefault(version =>
            version is { State: VersionState.Edited, Migration.IsRepeatable: false }
        );
        if (edited is not null && !acceptEdit)
        {
            throw new ChecksumChangedException(
                $"{edited.Migration!.Up.File} was edited after it was applied ({edited.Entry!.AppliedAt:yyyy-MM-dd HH:mm} UTC, by {edited.Entry.AppliedBy}): "
                    + "databases to which it was applied before and after would differ. Nothing was run.",
                "Undo the edit and put the change into a new migration; or, if the edit changes nothing in the database, repeat with --accept-edit, "
                    + "which records the new checksum."
            );
        }

        if (
            Versions.FirstOrDefault(version => version.State == VersionState.Missing) is { } missing
        )
        {
            throw new VersionConflictException(
                $"{missing.Entry!.Title} is applied, and the folder does not have it ({missing.Entry.File}). Nothing was run.",
                "Name the folder that was applied, or bring the file back. Several folders for one database each need a name of their own: --source."
            );
        }

        if (
            Versions.FirstOrDefault(version => version.State == VersionState.RollingBack) is
            { } half
        )
        {
            throw new VersionConflictException(
                $"A rollback of {half.Title} was interrupted. Nothing was run.",
                "Repeat the rollback first: it resumes where it stopped."
            );
        }

        var last = Versions
            .Where(version => version is { Entry: not null, Migration.IsRepeatable: false })
            .LastOrDefault();
        var late = Versions
            .TakeWhile(version => version != last)
            .FirstOrDefault(version =>
                version is { State: VersionState.Pending, Migration.IsRepeatable: false }
            );
        if (last is not null && late is not null && !outOfOrder)
        {
            throw new VersionConflictException(
                $"{late.Title} is not applied, and comes before {last.Title}, which is. Nothing was run.",
                "Give it a later version, so that every database gets the migrations in one order; or, if the order does not matter, repeat with --out-of-order."
            );
        }
    }

    /// <summary>Refuses a folder of which nothing is as it was applied: it has the numbers, and is another one.</summary>
    public void EnsureSameFolder()
    {
        var applied = Applied;
        var other = applied.FirstOrDefault(version =>
            version is { State: VersionState.Edited, Migration: { } now }
            && (applied.Count > 1 || now.Up.File != version.Entry!.File)
        );
        if (
            other is null
            || applied.Any(version =>
                version.State is not (VersionState.Edited or VersionState.Missing)
            )
        )
        {
            return;
        }

        throw new VersionConflictException(
            $"This is another folder than the one that was applied: of {Amount.Of(applied.Count, "applied migration")} it has none as it was, such as "
                + $"{other.Migration!.Up.File} in the place of {other.Entry!.File}. Nothing was run.",
            "Name the folder that was applied. If the database gets migrations of several folders, give this one a name of its own: --source. If all "
                + "of its files were edited, apply it with --accept-edit."
        );
    }

    private static VersionState StateOf(FolderMigration migration, VersionEntry? entry) =>
        entry is null ? VersionState.Pending
        : entry.State != VersionState.Applied ? entry.State
        : entry.Checksum != migration.Up.Checksum ? VersionState.Edited
        : VersionState.Applied;
}
