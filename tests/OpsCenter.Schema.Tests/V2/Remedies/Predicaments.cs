using static OpsCenter.Schema.Tests.V2.Remedies.Predicament;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>What V2's up script refuses with a statement as the remedy.</summary>
internal static class Predicaments
{
    private const string AsRole = "set role {role};";

    public static IReadOnlyDictionary<string, Predicament> All { get; } =
        new Dictionary<string, Predicament>(StringComparer.Ordinal)
        {
            ["a privileged owner"] = new(
                "machine/owner_message.sql",
                "alter table %1$s owner to %3$I;",
                Start.V1,
                "grant usage, create on schema public to {role}; grant references on llm_models to {role};"
                    + Creates
            )
            {
                Session = AsRole,
            },
            ["an ordinary owner"] = new(
                "machine/owner_message.sql",
                "grant %2$I to %3$I;",
                Start.V1,
                Owns.Replace("{role}", "{other}", StringComparison.Ordinal)
                    + Creates
                    + Creates.Replace("{role}", "{other}", StringComparison.Ordinal)
            )
            {
                Session = AsRole,
            },
            ["an owner whose rights are not inherited"] = new(
                "machine/owner_message.sql",
                "Work as that role: set role %2$I;",
                Start.V1,
                Owns.Replace("{role}", "{other}", StringComparison.Ordinal)
                    + "revoke create on schema public from {other}; alter role {role} noinherit; grant {other} to {role}; "
                    + "grant usage, create on schema public to {role};"
                    + Creates
            )
            {
                Session = "set session authorization {role};",
            },
            ["no right to create in the schema"] = new(
                "machine/apply/rights.sql",
                "grant create on schema %2$I",
                Start.V1,
                Owns + Creates + "revoke create on schema public from {role}, public"
            )
            {
                Session = AsRole,
            },
            ["no right to refer to a table"] = new(
                "machine/apply/rights.sql",
                "grant references on",
                Start.Used,
                "drop table model_deployments, installed_models cascade;"
                    + OwnsAll
                    + "alter table model_servers owner to postgres; revoke references on model_servers from {role}"
            )
            {
                Script = Running.Script.Up,
                Session = AsRole,
            },
            ["no right to create a schema"] = new(
                "machine/apply/rights.sql",
                "create schema opscenter authorization",
                Start.V1,
                Owns
            )
            {
                Session = AsRole,
            },
            ["a schema of the administrator's"] = new(
                "machine/apply/rights.sql",
                "grant usage, create on schema opscenter",
                Start.V1,
                Owns + "create schema opscenter"
            )
            {
                Session = AsRole,
            },
            ["a record of the administrator's"] = new(
                "machine/apply/rights.sql",
                "grant select, insert, update, delete on opscenter.pair",
                Start.Used,
                Owns + "drop index idx_llm_providers_type; drop table tier_model_rules"
            )
            {
                Script = Running.Script.Up,
                Session = AsRole,
            },
            ["a session that only reads"] = new(
                "machine/apply/rights.sql",
                "set default_transaction_read_only = off;",
                Start.V1,
                ""
            )
            {
                Session = "set default_transaction_read_only = on;",
            },
            ["a mode that is none"] = new("machine/mode.sql", "set opscenter.mode", Start.V1, "")
            {
                Session = "set opscenter.mode = 'look';",
            },
            ["tables of another schema"] = new(
                "machine/apply/tables.sql",
                "%sset search_path = %I;",
                Start.V1,
                "create schema \"Else where\"; alter table llm_providers set schema \"Else where\"; "
                    + "alter table llm_usage_logs set schema \"Else where\"; alter table llm_models set schema \"Else where\""
            ),
            ["a type of a wanted name"] = new(
                "machine/apply/tables.sql",
                "alter type %1$I.%2$I rename to %3$I;",
                Start.V1,
                "create type model_servers as enum ('a')"
            ),
            ["what is no table, of a wanted name"] = new(
                "machine/apply/tables.sql",
                "alter %s %1$I.%2$I rename to %4$I;",
                Start.V1,
                "create view model_servers as select 1; create materialized view installed_models as select 1; "
                    + "create sequence audit_log; create index model_pricing on llm_models (id); create type tier_model_rules as (a int)"
            ),
            ["a schema that may not be used"] = new(
                "machine/apply/tables.sql",
                "grant usage on schema %I to %I;",
                Start.V1,
                Owns + Creates + "revoke all on schema public from public, {role}"
            )
            {
                Session = AsRole,
            },
            ["a table of another shape"] = new(
                "machine/apply/alter_table.sql",
                "or rename it: alter table %1$s rename to %3$I;",
                Start.V1,
                "create table model_servers (id int)"
            ),
            ["a column of another type"] = new(
                "machine/apply/columns.sql",
                "rename yours: alter table %1$s rename column %2$I to %6$I;",
                Start.V1,
                "alter table llm_providers add column base_url boolean"
            ),
            ["a record that is none"] = new(
                "machine/apply/record.sql",
                "alter table opscenter.migration rename to migration_before_",
                Start.V1,
                "create schema opscenter; create table opscenter.migration (id int)"
            ),
            ["a schema that is called as ours"] = new(
                "machine/apply/pair.sql",
                "alter schema %1$I rename to %3$I;",
                Start.V1,
                "create schema opscenter; alter table llm_providers set schema opscenter; "
                    + "alter table llm_usage_logs set schema opscenter; alter table llm_models set schema opscenter"
            )
            {
                Session = "set search_path = opscenter;",
                Then = "set search_path = opscenter_v1;",
            },
            ["values that refer to nothing"] = new(
                "machine/apply/references.sql",
                "alter table %1$s rename column %2$I to %5$I;",
                Start.V1,
                "alter table llm_usage_logs add column server_id uuid; update llm_usage_logs set server_id = gen_random_uuid()"
            ),
            ["a wanted table of a stranger's"] = new(
                "machine/trust/wanted.sql",
                "rename to %I;",
                Start.V1,
                "create table model_servers (id int); alter table model_servers owner to {other}"
            ),
            ["a trigger of a stranger's"] = new(
                "machine/trust/wanted.sql",
                "drop trigger %1$I on",
                Start.Used,
                "create function spy() returns trigger language plpgsql as 'begin return new; end'; alter function spy() owner to {other}; "
                    + "create trigger spy before insert on model_servers for each row execute function spy()"
            )
            {
                Script = Running.Script.Up,
            },
            ["a parent of a stranger's"] = new(
                "machine/trust/wanted.sql",
                "no inherit",
                Start.Used,
                "create table parents (); alter table parents owner to {other}; alter table model_servers inherit parents"
            )
            {
                Script = Running.Script.Up,
            },
            ["a list of pairs that is none"] = new(
                "machine/metadata.sql",
                "alter table opscenter.%s rename to %1$s_before_",
                Start.V1,
                "create schema opscenter; create table opscenter.pair (id int)"
            ),
            ["a list of objects that is none"] = new(
                "machine/metadata.sql",
                "alter table opscenter.%s rename to %1$s_before_",
                Start.V1,
                "create schema opscenter; create table opscenter.migration (id int); create table opscenter.created_object (id int)"
            ),
            ["a schema of a stranger's"] = new(
                "machine/trust/check.sql",
                "alter schema %1$s rename to",
                Start.V1,
                "create schema opscenter authorization {other}"
            ),
        };
}
