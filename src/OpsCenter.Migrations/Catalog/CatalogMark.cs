using System.Globalization;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Catalog;

/// <summary>
/// A mark that stays the same as long as nobody changes an object of the database, a right, a role, or a row of the scripts' own
/// metadata: a hash of which versions of their rows the catalogs hold (ctid and xmin), together with what decides how names are
/// resolved. Milliseconds, whatever the catalogs hold; but VACUUM FULL of a catalog changes it, and so does a restore.
/// </summary>
internal static class CatalogMark
{
    /// <summary>Objects of initdb are left out: they have no higher oid (FirstNormalObjectId).</summary>
    private const string Own = "t.oid >= 16384";

    // Estimates that VACUUM writes in place leave xmin alone; so did an index's flags before 14, hence they are looked at.
    private static readonly (string Catalog, string Where, string More)[] Catalogs =
    [
        ("pg_class", $"{Own} and t.relpersistence <> 't'", ""),
        ("pg_attribute", Permanent("t.attrelid"), ""),
        ("pg_attrdef", Permanent("t.adrelid"), ""),
        ("pg_constraint", $"{Own} and {InSchema("t.connamespace")}", ""),
        ("pg_index", Permanent("t.indexrelid"), "|| t.indisvalid || t.indisready || t.indislive"),
        ("pg_inherits", Permanent("t.inhrelid"), ""),
        ("pg_trigger", Permanent("t.tgrelid"), ""),
        ("pg_rewrite", Permanent("t.ev_class"), ""),
        ("pg_policy", "true", ""),
        ("pg_sequence", Permanent("t.seqrelid"), ""),
        // Whose a sequence is.
        (
            "pg_depend",
            $"t.deptype in ('a', 'i') and t.classid = 'pg_class'::regclass and t.refclassid = 'pg_class'::regclass and {Permanent("t.refobjid")}",
            ""
        ),
        ("pg_namespace", InSchema("t.oid"), ""),
        ("pg_type", $"{Own} and {InSchema("t.typnamespace")}", ""),
        ("pg_proc", Own, ""),
        ("pg_enum", "true", ""),
        ("pg_cast", Own, ""),
        ("pg_collation", Own, ""),
        ("pg_operator", Own, ""),
        ("pg_opclass", Own, ""),
        ("pg_extension", "true", ""),
        ("pg_event_trigger", "true", ""),
        ("pg_auth_members", "true", ""),
        ("pg_publication", "true", ""),
        ("pg_publication_rel", "true", ""),
        ("pg_database", "t.datname = current_database()", ""),
    ];

    /// <summary>The query for the present mark. Ask it outside a transaction that has changed anything itself.</summary>
    /// <param name="session">As whom, and with which search_path.</param>
    /// <param name="tables">The tables of schema opscenter whose rows are a part of it.</param>
    public static SessionRead<string> Ask(DatabaseSession session, IEnumerable<string> tables)
    {
        var versions = Catalogs
            .Select(catalog =>
                Versions($"pg_catalog.{catalog.Catalog}", catalog.Where, catalog.More)
            )
            .Concat(tables.Select(table => Versions(SqlName.Table("opscenter", table), "true", "")))
            .Select(
                (part, place) =>
                    string.Create(CultureInfo.InvariantCulture, $"select {place}, {part}")
            );
        return new SessionRead<string>(
            new SessionQuery(
                $"""
                with temporary as materialized (select c.oid from pg_catalog.pg_class c where c.relpersistence = 't'),
                elsewhere as materialized (select n.oid from pg_catalog.pg_namespace n where n.nspname ~ '^pg_(toast_)?temp_')
                select concat_ws(' ', current_setting('server_version_num'), current_user, $1,
                    (select coalesce(sum(pg_catalog.hashtextextended(r::text, 0)), 0) from pg_catalog.pg_roles r),
                    (select pg_catalog.string_agg(p.place || ':' || p.part, ' ' order by p.place)
                     from (
                        select v.place, count(*) || ':' || sum(pg_catalog.hashtextextended(v.version, 0)) as part
                        from ({string.Join("\nunion all\n", versions)}) v(place, version)
                        group by v.place) p))
                """,
                string.Join(',', session.CallerPath.Schemas)
            ),
            row => row.GetString(0)
        );
    }

    // One list for all of them: the server plans a grouping for each catalog longer than it takes to read it.
    private static string Versions(string table, string where, string more) =>
        $"t.ctid::text || t.xmin::text {more} from {table} t where {where}";

    private static string InSchema(string oid) => $"{oid} not in (select k.oid from elsewhere k)";

    private static string Permanent(string oid) =>
        $"{oid} >= 16384 and {oid} not in (select k.oid from temporary k)";
}
