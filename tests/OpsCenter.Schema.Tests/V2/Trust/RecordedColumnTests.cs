using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>A column that the record claims is dropped only if V2 added it.</summary>
public sealed class RecordedColumnTests
{
    /// <summary>Under a name that V2 adds, only a digest of before V2 tells that the column is an older one.</summary>
    [Theory]
    [InlineData("name", "name", false)]
    [InlineData("metadata", "name", true)]
    public async Task A_recorded_column_of_V1_is_not_dropped(
        string recordedAs,
        string column,
        bool hasDigest
    )
    {
        await using var database = await Databases.V2Async(TestMajors.Newest);
        await database.ExecuteAsync(
            $"""
            insert into opscenter.created_object
                (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number)
            select p.number, 'v2', 'column', 'public', 'llm_providers', '{recordedAs}', a.attrelid, 0, a.attnum
            from pg_attribute as a, opscenter.pair as p
            where a.attrelid = 'llm_providers'::regclass and a.attname = '{column}'
            """
        );
        if (hasDigest)
        {
            await database.ExecuteAsync(
                """
                create table opscenter.journal (id bigint, pair integer, migration text);
                create table opscenter.digest (journal_id bigint, kind text, schema_name text, object_name text, detail jsonb);
                insert into opscenter.journal select 1, p.number, 'v2' from opscenter.pair as p;
                insert into opscenter.digest
                select 1, 'table', 'public', 'llm_providers', jsonb_build_object('Oid', a.attrelid::bigint, 'Columns',
                    jsonb_agg(jsonb_build_object('Number', a.attnum, 'Name', a.attname)))
                from pg_attribute as a
                where a.attrelid = 'llm_providers'::regclass and a.attname = 'name'
                group by a.attrelid
                """
            );
        }

        await database.ShouldRefuseRollbackAsync(
            $"column {column} of public.llm_providers is recorded as created by V2"
        );
    }

    /// <summary>The name of a new table, or of a column that V2 adds, is not enough: the place of the entry tells what it is.</summary>
    [Theory]
    [InlineData("audit_log", "action_type")]
    [InlineData("llm_usage_logs", "latency_ms")]
    public async Task A_column_of_V1_is_not_dropped_under_another_name(string table, string name)
    {
        await using var database = await Databases.V2Async(TestMajors.Newest);
        await database.ExecuteAsync(
            $"""
            insert into opscenter.created_object
                (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number)
            select p.number, 'v2', 'column', 'public', '{table}', '{name}', a.attrelid, 0, a.attnum
            from pg_attribute as a, opscenter.pair as p
            where a.attrelid = 'llm_usage_logs'::regclass and a.attname = 'user_id'
            """
        );

        await database.ShouldRefuseRollbackAsync("column user_id of public.llm_usage_logs");
    }

    /// <summary>Who may write the record decides what a rollback drops.</summary>
    [Fact]
    public async Task A_stranger_is_told_no_right_on_the_record()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(TestMajors.Newest);

        var refusal = await database.RollBackAsync($"set role {role}");

        refusal.ShouldBeRefused("may not use the record");
        refusal.Error!.Hint.ShouldNotBeNull().ShouldNotContain("grant ");
        var apply = await database.UpAsync($"set role {role}");
        apply.ShouldBeRefused("may not write the record", "Run as that one");
        apply.Text.ShouldNotContain("delete on opscenter.");
    }
}
