using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>Wanted names of tables and indexes that something else has.</summary>
internal sealed class NameCollisions : PreflightRule
{
    public override string Id => "name-collisions";

    public override string Why =>
        "A schema has a name once for all its tables, indexes, views and sequences.";

    // The name itself, or what is left of it without the number with which a script evades a name that is taken.
    private const string Sql = """
        select w.kind, w.name, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relname = w.name,
            case c.relkind
                when 'i' then 'index' when 'I' then 'index' when 'v' then 'view' when 'm' then 'materialized view'
                when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'composite type' else 'table'
            end
                || coalesce(' of table ' || (
                    select t.relname
                    from pg_catalog.pg_index as i
                    join pg_catalog.pg_class as t on t.oid = i.indrelid
                    where i.indexrelid = c.oid
                ), ''),
            pg_catalog.format('%I', pg_catalog."left"(c.relname::text, 40) || '_before_' || $4)
        from unnest($1::text[], $2::text[], $3::text[]) as w (kind, schema_name, name)
        join pg_catalog.pg_namespace as n on n.nspname = w.schema_name
        join pg_catalog.pg_class as c
            on c.relnamespace = n.oid and c.relname in (w.name, substring(w.name from '^(.+)_[0-9]+$'))
        -- What a build left that was interrupted, or is under way: the script knows what to do with it, and takes its name.
        where not (w.kind = 'index' and exists (
            select
            from pg_catalog.pg_index as i
            where i.indexrelid = c.oid and not (i.indisvalid and i.indisready and i.indislive)))
        order by 2, 3
        """;

    public override SessionQuery? Evidence(PreflightContext context)
    {
        var wanted = context
            .Plan.ToAdd.Where(step => step is { ObjectKind: "table" or "index", Schema: not null })
            .ToList();
        return wanted.Count == 0
            ? null
            : new SessionQuery(
                Sql,
                wanted.Select(step => step.ObjectKind!).ToArray(),
                wanted.Select(step => step.Schema!).ToArray(),
                wanted
                    .Select(step => (step.ObjectKind == "table" ? step.Table : step.Name) ?? "")
                    .ToArray(),
                context.Plan.Migration
            );
    }

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    ) =>
        rows.Where(row => row.Flag(3) || row.Text(0) == "index")
            .Select(row =>
                row.Flag(3)
                    ? Refuse(
                        context,
                        $"The {row.Text(0)} {row.Text(1)} cannot be created: {row.Text(2)} is the name of {row.Text(4)}.",
                        $"Rename that one, if it is free to be: alter {Word(row.Text(4))} {row.Text(2)} rename to {row.Text(5)};"
                    )
                    : Note(
                        $"The name {row.Text(2)} is taken ({row.Text(4)}): the new index is called {row.Text(1)}.",
                        "Nothing is to be done: nobody refers to an index by its name."
                    )
            );

    private static string Word(string description) =>
        description.StartsWith("composite", StringComparison.Ordinal)
            ? "type"
            : description.Split(" of ")[0];
}
