using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>
/// Room on the server's disk for the index builds. SQL cannot ask for it: it is read from the file system if the server runs on this
/// machine, and otherwise said to be unknown.
/// </summary>
internal sealed class DiskRoom(Func<string, long?>? freeBytes = null) : PreflightRule
{
    /// <summary>An index entry of a narrow key: 8 bytes of header, 16 of key with alignment, 4 of pointer, in pages that are 90 percent full.</summary>
    private const long BytesPerEntry = 32;

    /// <summary>The index itself, and as much again for its sort and its WAL.</summary>
    private const long Copies = 2;

    /// <summary>Below it nothing is worth a word.</summary>
    private const long Negligible = 16L * 1024 * 1024;

    private readonly Func<string, long?> _freeBytes = freeBytes ?? LocalDisk.FreeBytes;

    public override string Id => "disk-room";

    public override string Why =>
        "A full disk fails the build, and stops the server if the WAL is on it.";

    public override bool MayBeAllowed => true;

    // data_directory is shown to superusers and members of pg_read_all_settings only.
    private const string Sql = """
        select distinct coalesce(nullif(pg_catalog.pg_tablespace_location(c.reltablespace), ''), d.setting)
        from pg_catalog.pg_class as c
        left join pg_catalog.pg_settings as d on d.name = 'data_directory'
        where c.oid = any ($1::oid[])
        """;

    public override SessionQuery? Evidence(PreflightContext context) =>
        Estimate(context) < Negligible ? null : new SessionQuery(Sql, context.Oids);

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        if (rows.Count == 0)
        {
            yield break;
        }

        var need = Estimate(context);
        var estimate =
            $"The {context.IndexBuilds.Count} indexes need at most about {Bytes.Text(need)} (rows x {BytesPerEntry} bytes, twice for sort and WAL; "
            + "partial indexes need less)";
        foreach (var path in rows.Select(row => row.IsNull(0) ? null : row.Text(0)))
        {
            var free =
                path is not null
                && LocalDisk.IsServerHere(context.Server.Host, context.Server.BackendPid)
                    ? _freeBytes(path)
                    : null;
            if (free is null)
            {
                yield return Note(
                    $"{estimate}; how much is free on the server's disk cannot be seen from here.",
                    "Look on the server: df -h"
                );
            }
            else if (free < need)
            {
                yield return Refuse(
                    context,
                    $"{estimate}; {Bytes.Text(free.Value)} are free where {path} is.",
                    "Make room on that disk first."
                );
            }
        }
    }

    private static long Estimate(PreflightContext context) =>
        Copies
        * BytesPerEntry
        * context.IndexBuilds.Sum(step =>
            context
                .Tables.Where(table =>
                    context.Tables.Any(root => root.Oid == table.RootOid && root.IsMeantBy(step))
                )
                .Sum(table => table.Rows)
        );
}
