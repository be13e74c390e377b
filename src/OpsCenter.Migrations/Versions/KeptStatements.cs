using OpsCenter.Migrations.Errors;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>What brings the journal of another tool to what is applied, as that tool writes it.</summary>
/// <param name="journal">The journal as it is.</param>
/// <param name="folder">The folder.</param>
/// <param name="applied">The keys of the migrations that are applied.</param>
internal sealed class KeptStatements(
    ForeignJournal journal,
    MigrationFolder folder,
    IReadOnlySet<string> applied
)
{
    private string Table => journal.Table;

    /// <param name="missing">Those that are applied, and that it does not have.</param>
    /// <param name="gone">Those that are not applied, and that it has.</param>
    /// <exception cref="VersionConflictException">Nothing tells how the tool names one.</exception>
    public IEnumerable<(string Sql, object[] Arguments)> Of(
        IReadOnlyList<FolderMigration> missing,
        IReadOnlyList<FolderMigration> gone
    ) =>
        journal.Tool switch
        {
            "flyway" => Flyway(missing, gone),
            _ when missing.Count + gone.Count == 0 => [],
            "golang-migrate" => LastOnly(),
            "goose" => Goose(missing, gone),
            "sql-migrate" => ByName(
                gone,
                "id",
                "id, applied_at",
                missing.Select(migration => migration.Up.File)
            ),
            "node-pg-migrate" => ByName(
                gone,
                "name",
                "name, run_on",
                missing.Select(migration => Path.GetFileNameWithoutExtension(migration.Up.File))
            ),
            KeptJournal.DbUp => ByName(
                gone,
                "scriptname",
                "scriptname, applied",
                missing.Select(DbUpName)
            ),
            _ => ByVersion(missing, gone),
        };

    /// <summary>It has the last version only, and says with it that all before are applied.</summary>
    private IEnumerable<(string Sql, object[] Arguments)> LastOnly()
    {
        yield return ($"delete from {Table}", []);
        if (folder.Migrations.LastOrDefault(last => applied.Contains(last.Key)) is { } last)
        {
            yield return (
                $"insert into {Table} (version, dirty) values ($1, false)",
                [Number(last)]
            );
        }
    }

    private IEnumerable<(string Sql, object[] Arguments)> Goose(
        IReadOnlyList<FolderMigration> missing,
        IReadOnlyList<FolderMigration> gone
    )
    {
        yield return (
            $"delete from {Table} where version_id = any ($1)",
            [gone.Concat(missing).Select(Number).ToArray()]
        );
        yield return (
            $"insert into {Table} (version_id, is_applied) select v.version_id, true from unnest($1::bigint[]) v (version_id)",
            [missing.Select(Number).ToArray()]
        );
    }

    private IEnumerable<(string Sql, object[] Arguments)> ByVersion(
        IReadOnlyList<FolderMigration> missing,
        IReadOnlyList<FolderMigration> gone
    )
    {
        yield return ($"delete from {Table} where version::text = any ($1)", [Rows(gone)]);
        yield return (
            $"insert into {Table} (version) select unnest($1::text[])",
            [missing.Select(migration => migration.Key).ToArray()]
        );
    }

    private IEnumerable<(string Sql, object[] Arguments)> ByName(
        IReadOnlyList<FolderMigration> gone,
        string name,
        string columns,
        IEnumerable<string> names
    )
    {
        yield return ($"delete from {Table} where {name}::text = any ($1)", [Rows(gone)]);
        yield return (
            $"insert into {Table} ({columns}) select v.name, now() from unnest($1::text[]) with ordinality v (name, place) order by v.place",
            [names.ToArray()]
        );
    }

    /// <summary>A script that was undone is one that Flyway would apply; one that is repeatable has a row for each time.</summary>
    private IEnumerable<(string Sql, object[] Arguments)> Flyway(
        IReadOnlyList<FolderMigration> missing,
        IReadOnlyList<FolderMigration> gone
    )
    {
        if (gone.Count > 0)
        {
            yield return (
                $"delete from {Table} where script = any ($1)",
                [gone.Select(migration => migration.Up.File).ToArray()]
            );
        }

        var repeated = folder.Migrations.Where(migration =>
            migration.IsRepeatable && applied.Contains(migration.Key)
        );
        foreach (var migration in missing.Union(repeated))
        {
            yield return (
                $"""
                insert into {Table} (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                select coalesce((select max(r.installed_rank) from {Table} r), 0) + 1, nullif($1, ''), $2, 'SQL', $3, $4, session_user, 0, true
                where $4 is distinct from (select l.checksum from {Table} l where l.script = $3 order by l.installed_rank desc limit 1)
                """,
                [
                    migration.IsRepeatable ? "" : migration.Key,
                    Description(migration),
                    migration.Up.File,
                    FlywayChecksum.Of(folder.Path, migration.Up.File),
                ]
            );
        }
    }

    private static string Description(FolderMigration migration) =>
        (migration.IsRepeatable ? migration.Key["R__".Length..] : migration.Name).Replace('_', ' ');

    /// <summary>A program may put a path or a namespace before the name of a file; other rows tell.</summary>
    private string DbUpName(FolderMigration migration)
    {
        var known = folder
            .Migrations.SelectMany(other =>
                journal
                    .Names.Where(name => name.EndsWith(other.Up.File, StringComparison.Ordinal))
                    .Select(name => name[..^other.Up.File.Length])
            )
            .FirstOrDefault();
        return known is null
            ? throw new VersionConflictException(
                $"The journal of DbUp, {Table}, cannot be kept: it has no row that tells how the program names its scripts. The migration that was under "
                    + "way was rolled back.",
                "Leave --keep-journal out, and bring the journal up to date by hand before going back to DbUp."
            )
            : known + migration.Up.File;
    }

    private string[] Rows(IReadOnlyList<FolderMigration> gone) =>
        [.. journal.Names.Where(name => gone.Any(migration => journal.IsMeant(migration, name)))];

    private static long Number(FolderMigration migration) => (long)migration.Version.Parts[0];
}
