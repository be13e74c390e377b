namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>What V2's restore script refuses with a statement as the remedy.</summary>
internal static class RestorePredicaments
{
    private const string AsRole = "set role {role};";

    private const string Reads =
        "grant usage on schema opscenter to {role}; grant select on opscenter.archive, opscenter.pair to {role}; ";

    private const string ReadsAll =
        Reads + "grant select on opscenter.migration, opscenter.created_object to {role}; ";

    private const string Price =
        "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('gpt', 'openai', 1, 1)";

    public static IReadOnlyDictionary<string, Predicament> All { get; } =
        new Dictionary<string, Predicament>(StringComparer.Ordinal)
        {
            ["an archive that may not be read"] = Of(
                "archives",
                "grant select, update on opscenter.archive",
                "",
                AsRole
            ),
            ["a record that may not be read"] = Of(
                "targets",
                "grant select on opscenter.migration",
                Reads,
                AsRole
            ),
            ["an archive that may not be written"] = Of(
                "targets",
                "grant update on opscenter.archive",
                ReadsAll,
                AsRole
            ),
            ["a schema that may not be used"] = Of(
                "archives",
                "grant usage on schema %I to %I;",
                ReadsAll + "revoke usage on schema public from public",
                AsRole
            ),
            ["an archive without a column"] = Of(
                "targets",
                "add column restored_at timestamp",
                ReadsAll + "alter table opscenter.archive drop column restored_at",
                AsRole
            ),
            ["archived rows that may not be read"] = Of(
                "columns",
                "grant usage on schema %I to",
                ReadsAll,
                AsRole
            ),
            ["tables that may not be written"] = Of(
                "rights",
                "grant select, %s on",
                ReadsAll,
                AsRole
            ),
            ["sequences that may not be set"] = Of(
                "sequences",
                "grant select, update on sequence",
                ReadsAll,
                AsRole
            ),
            ["an archived table that is gone"] = Of(
                "columns",
                "delete from opscenter.archive where",
                "drop table opscenter_archive.model_permissions_1"
            ),
            ["a column of another type"] = Of(
                "columns",
                "alter column %2$I type %4$s;",
                "alter table model_pricing alter column provider type varchar(10)"
            ),
            ["a column that has no value"] = Of(
                "columns",
                "set default ...;",
                "alter table model_pricing add column region text not null"
            ),
            ["archives of different keys"] = Of("columns", "set opscenter.archive", "") with
            {
                SecondUse =
                    "update llm_usage_logs set user_id = '' where user_id is null; alter table llm_usage_logs drop constraint llm_usage_logs_pkey, add primary key (id, user_id); "
                    + "update llm_usage_logs set source = 'late' where id in (select id from llm_usage_logs order by id limit 3)",
            },
            ["different rows in two archives"] = Of("rows", "set opscenter.archive", "") with
            {
                SecondUse =
                    "insert into model_servers (name, type, host, port) values ('garage', 't', 'h', 1)",
            },
            ["a session that only reads"] = new(
                "machine/read_only.sql",
                "set default_transaction_read_only = off;",
                Start.Archived,
                ""
            )
            {
                Session = "set default_transaction_read_only = on;",
            },
            ["a rule"] = Of(
                "rights",
                "disable rule",
                "create rule keep as on insert to model_pricing do instead nothing"
            ),
            ["a row that is there"] = Of("rows", "set opscenter.on_conflict", Price),
            ["a value that is there"] = Of(
                "values",
                "set opscenter.on_conflict",
                "update llm_providers set base_url = 'https://new'"
            ),
            ["an option that is none"] = Of(
                "options",
                "set opscenter.mode",
                "",
                "set opscenter.archive = 'last';"
            ),
            ["tables that the path does not find"] = Of(
                "archives",
                "%sset search_path = %I;",
                "",
                "set search_path = pg_catalog;"
            ),
        };

    private static Predicament Of(
        string file,
        string says,
        string arrangement,
        string session = ""
    ) =>
        new($"machine/restore/{file}.sql", says, Start.Archived, arrangement) { Session = session };
}
