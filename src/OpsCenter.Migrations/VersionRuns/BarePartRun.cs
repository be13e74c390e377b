using System.Text.RegularExpressions;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Runs a statement that the server refuses in a transaction, such as CREATE INDEX CONCURRENTLY.</summary>
internal sealed partial class BarePartRun(EngineContext context, RunnerLock runner)
{
    /// <summary>
    /// Runs the statement. A concurrent build that failed leaves an invalid index: that is dropped first.
    /// </summary>
    /// <param name="script">The script of the part.</param>
    /// <param name="part">The part: one statement.</param>
    /// <param name="wasBegun">Whether an interrupted run had begun it: then it may be done.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ScriptEffects> RunAsync(
        SqlScript script,
        ScriptPart part,
        bool wasBegun,
        CancellationToken cancellation
    )
    {
        await using var session = await context.OpenAsync(cancellation);
        await runner.EnsureSameServerAsync(session, cancellation);
        await using var mark = await WorkMark.SetAsync(session, cancellation);
        // It waits for transactions to end, and keeps nobody waiting meanwhile.
        await session.SetLockTimeoutAsync(context.Options.LockDeadline, cancellation);
        var text = part.Statements[0].Text;
        var left = wasBegun ? await FindBuiltAsync(session, text, cancellation) : null;
        if (left is { IsValid: false })
        {
            context.Tell($"drop the invalid index {left.Identity}, which a failed build left");
            await session.ExecuteAsync($"drop index concurrently {left.Identity}", cancellation);
        }

        var before = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
        if (left is { IsValid: true })
        {
            return Effects(new ObjectDifference([before.ByKey[left.Key]], [], []));
        }

        if (wasBegun && await IsDroppedAsync(session, text, cancellation) is { } gone)
        {
            return Effects(new ObjectDifference([], [], [gone]));
        }

        await ExecuteAsync(session, script, part, cancellation);
        var after = await ObjectImage.TakeAsync(session, VersionSchema.Own, cancellation);
        var built = await FindBuiltAsync(session, text, cancellation);
        var difference = ObjectDifference.Between(before, after);
        return Effects(OwnPart(difference, built?.Identity ?? NamedByServer(text, difference)));
    }

    /// <summary>
    /// The index that a statement builds concurrently, valid or not; null if it builds none, if that is not there, or if nothing tells
    /// its name.
    /// </summary>
    public static async Task<FoundIndex?> FindBuiltAsync(
        DatabaseSession session,
        string statement,
        CancellationToken cancellation
    ) =>
        CreateIndex.Match(statement) is { Success: true } create
            ? await FindAsync(session, IndexName(create), cancellation)
            : null;

    /// <summary>The index of a statement that names none: one that is new on its table; null if the statement names one, or there are several.</summary>
    private static string? NamedByServer(string statement, ObjectDifference difference)
    {
        if (CreateUnnamedIndex.Match(statement) is not { Success: true } create)
        {
            return null;
        }

        var table = Folded(create.Groups["table"].Value.Split('.')[^1]);
        var found = difference
            .Created.Where(found =>
                found.Kind == "index" && Folded(found.Table!.Split('.')[^1]) == table
            )
            .ToList();
        return found is [var only] ? only.Identity : null;

        static string Folded(string name) =>
            name.StartsWith('"') ? name.Trim('"') : name.ToLowerInvariant();
    }

    private static ScriptEffects Effects(ObjectDifference objects) =>
        ScriptEffects.None with
        {
            Objects = objects,
        };

    /// <summary>
    /// The statement takes long, and other sessions create and drop objects meanwhile: its own are the index that it builds, those
    /// that it drops, and those that it puts in the place of others.
    /// </summary>
    private static ObjectDifference OwnPart(ObjectDifference difference, string? built)
    {
        var indexes = difference.Dropped.Where(found => found.Kind == "index").ToList();
        return ObjectDifference.None with
        {
            Created =
            [
                .. difference.Created.Where(found =>
                    found.Kind == "index"
                    && (
                        found.Identity == built
                        || indexes.Exists(dropped => dropped.Identity == found.Identity)
                    )
                ),
            ],
            Dropped = indexes,
        };
    }

    private async Task ExecuteAsync(
        DatabaseSession session,
        SqlScript script,
        ScriptPart part,
        CancellationToken cancellation
    )
    {
        await session.ExecuteAsync(
            "select pg_catalog.set_config('search_path', $1, false)",
            cancellation,
            session.CallerPath.Setting
        );
        var statements = new ScriptStatements(script, part.Statements);
        try
        {
            await new ScriptRunner(session, context.Logger).RunAsync(
                statements,
                new SilentJournal(),
                cancellation
            );
        }
        finally
        {
            session.ForgetPrepared(statements.MayDeallocate);
        }

        await session.ExecuteAsync(
            "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)",
            cancellation
        );
    }

    /// <summary>
    /// The index that an interrupted run dropped, as the journal has it; one without an identity if it has not. Null if the statement
    /// drops none, or that is there.
    /// </summary>
    private static async Task<DatabaseObject?> IsDroppedAsync(
        DatabaseSession session,
        string statement,
        CancellationToken cancellation
    )
    {
        var drop = DropIndex.Match(statement);
        if (
            !drop.Success
            || await FindAsync(session, drop.Groups["name"].Value, cancellation) is not null
        )
        {
            return null;
        }

        return await ObjectRecord.FindGoneIndexAsync(
                session,
                drop.Groups["name"].Value,
                session.CallerPath.Schemas,
                cancellation
            ) ?? new DatabaseObject("index", drop.Groups["name"].Value, new(0, 0, 0), null, "");
    }

    /// <summary>An index is created in the schema of its table.</summary>
    private static string IndexName(Match create)
    {
        var table = create.Groups["table"].Value;
        var dot = table.LastIndexOf('.');
        return dot < 0
            ? create.Groups["name"].Value
            : $"{table[..dot]}.{create.Groups["name"].Value}";
    }

    private static async Task<FoundIndex?> FindAsync(
        DatabaseSession session,
        string name,
        CancellationToken cancellation
    )
    {
        // The name as the script has it, by the search_path that the script has.
        var rows = await session.QueryAsync(
            """
            select format('%I.%I', n.nspname, c.relname), i.indisvalid, 'pg_class'::regclass::oid::bigint, c.oid::bigint
            from unnest($2::text[]) with ordinality as p (schema_name, place)
            cross join lateral (select parse_ident($1) as parts) x
            join pg_namespace n on n.nspname = case when cardinality(x.parts) > 1 then x.parts[cardinality(x.parts) - 1] else p.schema_name end
            join pg_class c on c.relnamespace = n.oid and c.relname = x.parts[cardinality(x.parts)]
            join pg_index i on i.indexrelid = c.oid
            order by p.place
            limit 1
            """,
            row => new FoundIndex(
                row.GetString(0),
                row.GetBoolean(1),
                new ObjectKey(row.GetInt64(2), row.GetInt64(3), 0)
            ),
            cancellation,
            name,
            session.CallerPath.Schemas.ToArray()
        );
        return rows.FirstOrDefault();
    }

    private const string Name = """("([^"]|"")+"|[\w$]+)""";

    [GeneratedRegex(
        $@"^create\s+(unique\s+)?index\s+concurrently\s+(if\s+not\s+exists\s+)?(?<name>{Name})\s+on\s+(only\s+)?(?<table>{Name}(\.{Name})?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CreateIndex { get; }

    [GeneratedRegex(
        $@"^create\s+(unique\s+)?index\s+concurrently\s+on\s+(only\s+)?(?<table>{Name}(\.{Name})?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CreateUnnamedIndex { get; }

    [GeneratedRegex(
        $@"^drop\s+index\s+concurrently\s+(if\s+exists\s+)?(?<name>{Name}(\.{Name})?)\s*(cascade|restrict)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex DropIndex { get; }
}
