using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Reads which locks a part of a script holds before its commit, and which tables got a new file.</summary>
internal sealed class ObservedPart : IPartWork
{
    private const string Locks = """
        select l.relation::bigint, l.mode
        from pg_locks l
        where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted and l.relation::bigint = any ($1)
            and l.database = (select d.oid from pg_database d where d.datname = current_database())
        """;

    private static readonly string[] Strength =
    [
        "ACCESS SHARE",
        "ROW SHARE",
        "ROW EXCLUSIVE",
        "SHARE UPDATE EXCLUSIVE",
        "SHARE",
        "SHARE ROW EXCLUSIVE",
        "EXCLUSIVE",
        "ACCESS EXCLUSIVE",
    ];

    private List<string> _locked = [];

    /// <summary>Tables that were there before, with the strongest lock on each, and whether it got a new file.</summary>
    public IReadOnlyList<(string Table, string Lock, bool IsRewritten)> Tables
    {
        get;
        private set;
    } = [];

    /// <summary>The tables that were there before and that an UPDATE or DELETE named, and which of them.</summary>
    public IReadOnlyList<(string Table, string Verb)> Touched { get; private set; } = [];

    public async Task BeforeAsync(OpenPart part, CancellationToken cancellation)
    {
        // What was taken to look at the objects is not the script's.
        _locked =
        [
            .. (await ReadAsync(part, cancellation)).Select(found => $"{found.Oid} {found.Mode}"),
        ];
    }

    public async Task AfterAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        EnsureNoRoles(part, effects);
        var names = part.Before.Tables.ToDictionary(table => table.Key.Oid);
        // A partitioned table has no file, and its name stands in statements.
        var all = part
            .Before.Objects.Where(found => found.IsTable)
            .ToDictionary(table => table.Key.Oid, table => table.Identity);
        var after = await ObjectImage.TakeAsync(
            part.Session,
            Versions.VersionSchema.Own,
            cancellation
        );
        Touched =
        [
            .. (await WriteWatch.ReadAsync(part.Session, cancellation))
                .Where(found => all.ContainsKey(found.Oid))
                .Select(found => (all[found.Oid], found.Verb)),
        ];
        Tables =
        [
            .. (await ReadAsync(part, cancellation))
                .Where(found => !_locked.Contains($"{found.Oid} {found.Mode}"))
                .GroupBy(found => found.Oid)
                .Select(group =>
                    (
                        names[group.Key].Identity,
                        group
                            .Select(found => found.Mode)
                            .MaxBy(mode => Array.IndexOf(Strength, mode))!,
                        after.ByKey.TryGetValue(names[group.Key].Key, out var now)
                            && now.File != names[group.Key].File
                    )
                ),
        ];
    }

    /// <summary>The copy is dropped with all that is in it; a role would stay on the server.</summary>
    private static void EnsureNoRoles(OpenPart part, ScriptEffects effects)
    {
        if (effects.Objects.ChangesRoles)
        {
            throw new MigrationRefusedException(
                part.Statements.File,
                $"{part.Statements.File} changes roles. They belong to the server and not to the copy, so that it cannot be tried there. Nothing was changed.",
                "Apply this migration, and try those that come after it; --to names the last one that is tried."
            );
        }
    }

    private static async Task<List<(long Oid, string Mode)>> ReadAsync(
        OpenPart part,
        CancellationToken cancellation
    ) =>
        await part.Session.QueryAsync(
            Locks,
            row => (row.GetInt64(0), Words(row.GetString(1))),
            cancellation,
            (object)part.Before.Tables.Select(table => table.Key.Oid).ToArray()
        );

    /// <summary>The mode as SQL names it: <c>AccessExclusiveLock</c> is ACCESS EXCLUSIVE.</summary>
    private static string Words(string mode) =>
        string.Concat(
                mode[..^"Lock".Length]
                    .Select(
                        (letter, index) =>
                            char.IsUpper(letter) && index > 0 ? $" {letter}" : letter.ToString()
                    )
            )
            .ToUpperInvariant();
}
