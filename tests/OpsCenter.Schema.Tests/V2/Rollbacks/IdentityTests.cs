using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Rollbacks;

/// <summary>Ours is found by what it is, not by what it is called.</summary>
public sealed class IdentityTests
{
    [Theory]
    [InlineData("alter table model_servers rename to machines")]
    [InlineData(
        "create schema other; alter table model_servers set schema other; alter table audit_log set schema other; alter function audit_log_append_only set schema other"
    )]
    [InlineData(
        "alter table llm_usage_logs rename server_id to machine_id; alter table model_servers rename host to address"
    )]
    [InlineData("alter sequence audit_log_id_seq rename to counter")]
    [InlineData("alter function audit_log_append_only rename to guard")]
    [InlineData("vacuum full llm_usage_logs")]
    [InlineData("reindex table llm_usage_logs; reindex table audit_log")]
    [InlineData(
        "reindex table concurrently llm_usage_logs; reindex table concurrently llm_providers; reindex table concurrently model_servers"
    )]
    [InlineData(
        "alter table llm_usage_logs rename constraint llm_usage_logs_server_id_fkey to x; alter table model_servers rename constraint model_servers_pkey to y"
    )]
    [InlineData("alter trigger audit_log_append_only on audit_log rename to z")]
    [InlineData(
        "alter index idx_llm_usage_logs_provider rename to something; alter index model_servers_pkey rename to other_key"
    )]
    [InlineData(
        "alter table llm_usage_logs alter source type text, alter cost_usd type numeric(12,8)"
    )]
    public async Task A_renamed_moved_rebuilt_or_retyped_object_of_ours_is_still_taken_back(
        string change
    )
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        var before = await SchemaSnapshot.TakeAsync(database, "public");
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);
        foreach (var statement in change.Split(';'))
        {
            await database.ExecuteAsync(statement);
        }

        (await database.RollBackAsync()).ShouldSay("8 tables, 8 columns");

        (await SchemaSnapshot.TakeAsync(database, "public")).ShouldEqual(before);
    }

    [Theory]
    [EachMajor]
    public async Task Renamed_V1_tables_get_their_columns_taken_back_all_the_same(int major)
    {
        await using var database = await Databases.V2Async(
            major,
            V2Use.Sql
                + "alter table llm_usage_logs rename to usage; alter table usage rename created_at to at"
        );

        (await database.RollBackAsync()).ShouldSay("opscenter_archive.usage_1");

        await database.ShouldNotHaveColumnAsync("usage", "provider");
        await database.ShouldHaveColumnAsync("usage", "at");
    }

    /// <summary>In a restored database every OID is new: the record tells by its own.</summary>
    [Theory]
    [EachMajor]
    public async Task In_a_dumped_and_restored_database_names_take_the_place_of_oids(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql + OtherOids);

        (await database.UpAsync()).ShouldSay("already in place");
        (await database.RollBackAsync()).ShouldSay(
            "8 tables, 8 columns",
            "opscenter_archive.model_servers_1 (2 rows)"
        );

        await before.ShouldBeRestoredAsync();
    }

    private const string OtherOids = """
        update opscenter.migration set record_oid = 1;
        update opscenter.created_object set table_oid = 1, object_oid = 1, column_number = column_number + 3;
        """;

    [Fact]
    public async Task A_function_of_others_with_the_recorded_oid_stays()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "create function mine() returns int language sql as 'select 1'; update opscenter.created_object set object_oid = 'mine'::regproc where kind = 'function'"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        (await database.ScalarAsync<int>("select mine()")).ShouldBe(1);
        (
            await database.ScalarAsync<bool>("select to_regproc('audit_log_append_only') is null")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_restored_database_an_index_of_others_with_the_recorded_name_stays()
    {
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            "drop index idx_llm_providers_type; create index idx_llm_providers_type on llm_models (name); update opscenter.migration set record_oid = 1"
        );

        (await database.RollBackAsync()).ShouldSucceed();

        await database.ShouldHaveIndexOnAsync("llm_models", "name");
    }
}
