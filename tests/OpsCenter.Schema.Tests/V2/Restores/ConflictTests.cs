using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>Nothing that is there is overwritten: it is equal, or refused, or kept.</summary>
public sealed class ConflictTests
{
    private const string Keep = "set opscenter.on_conflict = 'keep'";

    [Theory]
    [EachMajor]
    public async Task What_is_there_already_with_the_same_content_is_counted(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            "insert into model_servers select * from opscenter_archive.model_servers_1 where name = 'garage'"
        );

        (await database.RestoreAsync()).ShouldSay(
            "1 row of public.model_servers restored",
            "1 archived row of public.model_servers is there already, with the same content"
        );

        await database.ShouldHaveRowsAsync("model_servers", 2);
    }

    [Theory]
    [EachMajor]
    public async Task A_row_with_the_same_key_and_other_content_is_refused_or_kept(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            "insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('gpt', 'openai', 0.000001, 9999.999998)"
        );

        await database.ShouldRefuseToRestoreAsync(
            "1 archived row of public.model_pricing is there now with the same key and other content, the first with (model_id) = (gpt)",
            "set opscenter.on_conflict = 'keep'"
        );
        (await database.RestoreAsync(Keep)).ShouldSay(
            "1 archived row of public.model_pricing is left out",
            "10 rows and values"
        );

        (
            await database.ScalarAsync<decimal>("select output_price_per_1k from model_pricing")
        ).ShouldBe(9999.999998m);
    }

    [Theory]
    [InlineData(
        "insert into model_servers (name, type, host, port) values ('garage', 't', 'h', 1)",
        "(name), the first (garage)"
    )]
    [InlineData(
        "insert into model_servers (name, type, host, port) values ('n', 't', 'localhost', 11434)",
        "(host, port), the first (localhost,11434)"
    )]
    [InlineData(
        "insert into tier_model_rules (tier_code, model_pattern) values ('free', 'llama%')",
        "(tier_code, model_pattern)"
    )]
    [InlineData(
        """
            insert into model_servers select * from opscenter_archive.model_servers_1;
            insert into installed_models (server_id, model_name) values ('a0000000-0000-0000-0000-000000000001', 'llama')
            """,
        "of public.installed_models cannot come back: another row has its (server_id, model_name)"
    )]
    public async Task Another_row_with_the_same_unique_values_is_refused(
        string arrangement,
        string part
    )
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(arrangement);

        await database.ShouldRefuseToRestoreAsync(part);
        await database.ShouldRefuseAsync(Script.Restore, Keep, part);
    }

    [Theory]
    [EachMajor]
    public async Task A_value_that_is_there_now_is_refused_or_kept_and_the_others_come_back(
        int major
    )
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            "update llm_providers set base_url = 'https://new' where id in (select id from opscenter_archive.llm_providers_1)"
        );

        await database.ShouldRefuseToRestoreAsync(
            "1 row of public.llm_providers now has another value in a column of V2 (base_url, metadata, created_by)"
        );
        (await database.RestoreAsync(Keep)).ShouldSay(
            "1 row of public.llm_providers has other values now, which stay"
        );

        (
            await database.RowsAsync(
                "select base_url, created_by from llm_providers where id in (select id from opscenter_archive.llm_providers_1)"
            )
        )
            .Single()
            .ShouldBe(["https://new", ""]);
    }

    [Theory]
    [EachMajor]
    public async Task A_new_value_where_the_archive_has_the_default_is_no_conflict(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync("update llm_providers set metadata = '{\"new\": 1}'");

        (await database.RestoreAsync()).ShouldSay("values of 1 row of public.llm_providers");

        (
            await database.ScalarAsync<string>(
                "select base_url || metadata::text from llm_providers where base_url is not null"
            )
        ).ShouldBe("https://api{\"new\": 1}");
    }

    [Theory]
    [EachMajor]
    public async Task Equal_for_SQL_is_not_equal(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(
            major,
            "insert into model_servers (id, name, type, host, port, metadata) values ('a0000000-0000-0000-0000-000000000001', 'n', 't', 'h', 1, '2.50')"
        );
        await database.ExecuteAsync(
            "insert into model_servers select * from opscenter_archive.model_servers_1; update model_servers set metadata = '2.5'"
        );

        await database.ShouldRefuseToRestoreAsync("1 archived row of public.model_servers");
    }

    [Fact]
    public async Task Every_obstacle_is_told_at_once()
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            """
            insert into model_servers (name, type, host, port) values ('garage', 't', 'h', 1);
            insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('gpt', 'p', 1, 1);
            drop table opscenter_archive.tier_model_rules_1;
            update llm_providers set created_by = 'me'
            """
        );

        await database.ShouldRefuseToRestoreAsync(
            "(name), the first (garage)",
            "public.model_pricing is there now",
            "opscenter_archive.tier_model_rules_1, where 1 rows of public.tier_model_rules were archived, is not there any more",
            "public.llm_providers now has another value",
            "4. "
        );
    }

    [Theory]
    [EachMajor]
    public async Task An_audit_row_whose_number_is_taken_gets_a_new_one(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync(
            "insert into audit_log (action_type) values ('after the rollback')"
        );

        (await database.RestoreAsync()).ShouldSay(
            "3 rows of public.audit_log restored",
            "1 row of public.audit_log got a new id"
        );

        (await database.RowsAsync("select id, action_type from audit_log order by id"))
            .Select(row => $"{row[0]} {row[1]}")
            .ShouldBe(["1 after the rollback", "2 delete", "50 imported", "51 create"]);
        (
            await database.ScalarAsync<long>(
                "insert into audit_log (action_type) values ('next') returning id"
            )
        ).ShouldBe(52);
    }

    [Theory]
    [EachMajor]
    public async Task A_reference_to_what_is_gone_is_refused(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);
        await database.ExecuteAsync("delete from opscenter_archive.model_deployments_1");

        await database.ShouldRefuseToRestoreAsync(
            "3 archived rows of public.llm_usage_logs refer to rows of public.model_deployments by (deployment_id) that are neither there nor in the archives"
        );
        (await database.RestoreAsync("set opscenter.mode = 'plan'")).ShouldSay(
            "opscenter_archive.model_deployments_1 has 0 rows, and had 1 when it was archived"
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_column_that_came_back_as_somebody_elses_is_not_written(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        (await database.RollBackAsync()).ShouldSucceed();
        await database.ExecuteAsync("alter table llm_providers add column base_url varchar(512)");
        (await database.UpAsync()).ShouldSucceed();

        await database.ShouldRefuseToRestoreAsync(
            "column public.llm_providers.base_url is not V2's own"
        );
    }

    [Theory]
    [InlineData(
        "alter table audit_log alter user_id type varchar(10)",
        "column public.audit_log.user_id is character varying(10), and its archived values are character varying(255)"
    )]
    [InlineData(
        "alter table audit_log drop column user_id",
        "column public.audit_log.user_id, which is archived, does not exist"
    )]
    [InlineData(
        "alter table audit_log add column extra int not null",
        "column public.audit_log.extra is NOT NULL without a default"
    )]
    [InlineData(
        "create rule r as on insert to model_pricing do instead nothing",
        "rule r of public.model_pricing would answer instead"
    )]
    [InlineData(
        "create rule r as on update to llm_usage_logs do also nothing",
        "rule r of public.llm_usage_logs would answer instead"
    )]
    [InlineData(
        "drop table audit_log",
        "table public.audit_log, from which rows are archived, does not exist"
    )]
    [InlineData(
        "alter table model_pricing drop constraint model_pricing_pkey",
        "table public.model_pricing has no primary key"
    )]
    public async Task A_table_that_the_rows_do_not_fit_is_refused(string arrangement, string part)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(arrangement);

        await database.ShouldRefuseToRestoreAsync(part);
    }

    [Theory]
    [InlineData("alter table audit_log alter user_id type text")]
    [InlineData("alter table audit_log alter user_id type varchar(300)")]
    [InlineData(
        "alter table llm_usage_logs alter latency_ms type bigint, alter cost_usd type numeric"
    )]
    [InlineData("alter table audit_log add column extra int not null default 7")]
    public async Task A_wider_table_is_none(string arrangement)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(TestMajors.Newest);
        await database.ExecuteAsync(arrangement);

        (await database.RestoreAsync()).ShouldSay("11 rows and values of 4 rows");
    }
}
