using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>Things that are called like something that V2 looks for or creates, and are something else.</summary>
public sealed class NameDecoyTests
{
    private const string TablesElsewhere = """
        create schema decoy;
        create table decoy.llm_providers (id int, base_url text, metadata text, created_by text);
        create table decoy.llm_usage_logs (provider text, server_id int, deployment_id int, source text, cost_usd text, latency_ms text);
        create view decoy.model_servers as select 1 as id;
        create table decoy.audit_log (id int);
        create index idx_llm_usage_logs_provider on decoy.llm_usage_logs (provider);
        create function decoy.audit_log_append_only() returns trigger language plpgsql as 'begin return new; end';
        create trigger audit_log_append_only before insert on decoy.audit_log for each row execute function decoy.audit_log_append_only();
        """;

    /// <summary>What a search_path with pg_catalog behind the decoys would resolve to.</summary>
    private const string CatalogLookalikes = """
        create schema decoy;
        create table decoy.pg_class as select * from pg_catalog.pg_class limit 0;
        create table decoy.pg_attribute (attname name);
        create table decoy.pg_namespace (oid oid, nspname name);
        create view decoy.pg_locks as select 1 as pid;
        create function decoy.format(text, variadic "any") returns text language internal as 'text_format_nv';
        create function decoy.quote_ident(text) returns text language sql as $$ select 'decoy' $$;
        create function decoy.set_config(text, text, boolean) returns text language sql as $$ select 'decoy' $$;
        create function decoy.current_setting(text) returns text language sql as $$ select 'decoy' $$;
        create function decoy.cardinality(anyarray) returns int language sql as $$ select 0 $$;
        create function decoy.name_is(name, name) returns boolean language sql as $$ select false $$;
        create operator decoy.= (leftarg = name, rightarg = name, function = decoy.name_is);
        create domain decoy.uuid as text;
        """;

    public static TheoryData<int, string> SearchPaths =>
        Spread.OverMajors<string>([
            "public",
            "public, decoy",
            "\"$user\", public, decoy",
            "nothing, public",
            "pg_catalog, public",
            "public, pg_catalog",
        ]);

    [Theory]
    [MemberData(nameof(SearchPaths))]
    public async Task Tables_of_another_schema_that_comes_later_are_neither_believed_nor_touched(
        int major,
        string path
    )
    {
        await using var database = await Databases.V1Async(major, TablesElsewhere);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync($"set search_path = {path}")).ShouldSay(
            "8 tables, 8 columns, 2 constraints, 30 indexes",
            "in place in schema public"
        );
        await before.ShouldBeAllThereAsync();
        (await database.RollBackAsync($"set search_path = {path}")).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_schema_that_comes_first_but_lacks_the_V1_tables_gets_no_table_and_is_told(
        int major
    )
    {
        await using var database = await Databases.V1Async(
            major,
            "create schema decoy; create table decoy.audit_log (id int)"
        );

        (await database.UpAsync("set search_path = decoy, public")).ShouldSay(
            "schema decoy comes before public"
        );

        await database.ShouldHaveColumnAsync("public.audit_log", "ip_address");
        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_class where relnamespace = 'decoy'::regnamespace"
            )
        ).ShouldBe(1);
    }

    [Theory]
    [EachMajor]
    public async Task Lookalikes_of_the_catalog_and_of_its_functions_deceive_nobody(int major)
    {
        await using var database = await Databases.V1Async(major, CatalogLookalikes);
        var before = await DatabaseState.TakeAsync(database);
        const string path = "set search_path = decoy, pg_catalog, public";

        (await database.UpAsync(path)).ShouldSay("8 tables, 8 columns");
        (await database.UpAsync(path)).ShouldSay("already in place");
        (await database.RollBackAsync(path)).ShouldSay("8 tables, 8 columns");

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("set search_path = pg_temp, public;")]
    [InlineData("set search_path = public, pg_temp;")]
    public async Task Temporary_tables_named_like_V1_s_and_V2_s_are_passed_over(string path)
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        const string temporary =
            "create temporary table llm_providers (like public.llm_providers); create temporary table llm_usage_logs (id int, provider int); create temporary table model_servers (id int);";

        (await database.UpAsync(temporary + path)).ShouldSay(
            "8 tables, 8 columns",
            "in place in schema public"
        );

        await database.ShouldHaveColumnAsync("public.model_servers", "host");
        (await database.RollBackAsync(temporary + path)).ShouldSay("8 tables, 8 columns");
    }

    [Theory]
    [EachMajor]
    public async Task A_constraint_name_that_another_table_has_hides_no_foreign_key(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            """
            create table other (a uuid constraint fk_usage_server references llm_providers (id), b uuid constraint llm_usage_logs_server_id_fkey references llm_providers (id));
            alter table llm_usage_logs add constraint llm_usage_logs_deployment_id_fkey check (true);
            """
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSucceed();

        await database.ShouldHaveConstraintAsync(
            "llm_usage_logs",
            "FOREIGN KEY (server_id) REFERENCES model_servers(id) ON DELETE SET NULL"
        );
        await database.ShouldHaveConstraintAsync(
            "llm_usage_logs",
            "FOREIGN KEY (deployment_id) REFERENCES model_deployments(id) ON DELETE SET NULL"
        );
        (await database.RollBackAsync()).ShouldSucceed();
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Index_names_that_others_have_are_not_taken_for_ours_nor_dropped(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            """
            create index idx_llm_usage_logs_provider on llm_models (name);
            create table idx_llm_usage_logs_source (a int);
            create sequence idx_llm_usage_logs_server;
            create view idx_llm_providers_type as select 1 as one;
            create index idx_audit_user on llm_models (display_name);
            create table model_servers_pkey (a int);
            create index audit_log_pkey on llm_models (enabled, name);
            create sequence audit_log_id_seq;
            create function audit_log_append_only() returns int language sql as 'select 1';
            """
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay(
            "8 tables, 8 columns, 2 constraints, 30 indexes, 1 function, 2 triggers"
        );
        await before.ShouldBeAllThereAsync();
        (await database.UpAsync()).ShouldSay("already in place");
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task An_equal_index_under_another_name_is_kept_and_no_second_one_made(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create index my_types on llm_providers (type); alter table llm_usage_logs add provider varchar(50); create index my_sources on llm_usage_logs (provider) where provider is not null"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay("8 tables, 7 columns, 2 constraints, 28 indexes");
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [InlineData("create index idx_llm_providers_type on llm_providers (lower(type))")]
    [InlineData("create index idx_llm_providers_type on llm_providers (type) where enabled")]
    [InlineData("create index idx_llm_providers_type on llm_providers using hash (type)")]
    [InlineData("create index idx_llm_providers_type on llm_providers (type varchar_pattern_ops)")]
    [InlineData("create index idx_llm_providers_type on llm_providers (type collate \"C\")")]
    [InlineData("create index idx_llm_providers_type on llm_providers (name, type)")]
    public async Task An_index_of_the_wanted_name_that_serves_something_else_does_not_count(
        string index
    )
    {
        await using var database = await Databases.V1Async(TestMajors.Newest, index);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay(
            "index idx_llm_providers_type_1 on public.llm_providers (type)"
        );
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task An_invalid_index_counts_for_nothing_is_reported_and_stays(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create index idx_llm_providers_type on llm_providers (type); update pg_index set indisvalid = false where indexrelid = 'idx_llm_providers_type'::regclass"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay(
            "drop index concurrently public.idx_llm_providers_type;",
            "index idx_llm_providers_type_1"
        );
        (await database.UpAsync()).ShouldSay("already in place");
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }
}
