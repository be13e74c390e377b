using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>The owner of the record can write anything into it: nothing is done on its word that this owner could not do.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_recorded_default_is_not_executed()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ForgedAsync(
            role,
            "update opscenter.created_object set default_value = 'nextval(''calls'')::text' where object_name = 'source'; update llm_usage_logs set source = 'x'"
        );
        await database.ExecuteAsync("create sequence calls");

        (await database.RollBackAsync("set opscenter.allow_blocking = on")).ShouldSucceed();
        (await database.UpAsync()).ShouldSucceed();
        (await database.RestoreAsync()).ShouldSucceed();

        (await database.ScalarAsync<bool>("select is_called from calls")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_recorded_table_of_another_role_is_not_dropped()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ForgedAsync(
            role,
            """
            insert into opscenter.created_object (pair, migration, kind, schema_name, table_name, object_name, table_oid, object_oid, column_number)
            select (select number from opscenter.pair), 'v2', k.kind, 'public', 'payroll', k.name, c.oid, c.oid, k.number
            from pg_class as c, (values ('table', 'payroll', 0), ('column', 'pay', 1)) as k (kind, name, number) where c.relname = 'payroll'
            """
        );

        await database.ShouldRefuseRollbackAsync("table public.payroll", "postgres", role.Name);

        var refusal = await database.RollBackAsync($"set role {role}");
        refusal.ShouldBeRefused("table public.payroll");
        var message = refusal.Error.ShouldNotBeNull().MessageText;
        message.ShouldNotContain("payroll to");
        message.ShouldNotContain("payroll owner");
    }

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
        (await database.UpAsync($"set role {role}")).Text.ShouldNotContain("grant select, insert");
    }

    [Theory]
    [InlineData("'public', 'payroll', 'capture_1_t1'", "public.payroll")]
    [InlineData("'opscenter', 'migration', 'capture_1_t1'", "opscenter.migration")]
    [InlineData("'opscenter_archive', 'x_1', 'payroll'", "payroll is no name of ours")]
    public async Task An_archive_that_is_somebody_elses_table_is_neither_dropped_nor_read(
        string archive,
        string named
    )
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await ForgedAsync(
            role,
            "update llm_usage_logs set source = 'x'"
        );
        (await database.RollBackAsync("set opscenter.allow_blocking = on")).ShouldSucceed();
        (await database.UpAsync()).ShouldSucceed();
        await database.ExecuteAsync(
            $"update opscenter.archive set state = 'capturing', (archive_schema, archive_table, capture) = ({archive})"
        );

        (await database.UpAsync()).ShouldBeRefused(named);
        (await database.RollBackAsync()).ShouldBeRefused(named);
        (await database.RestoreAsync()).ShouldBeRefused(named);
        (await database.ScalarAsync<long>("select count(*) from payroll")).ShouldBe(1);
    }

    /// <summary>V2, recorded by the owner of V1's tables, with a superuser's table beside it.</summary>
    private static async Task<TestDatabase> ForgedAsync(TestRole role, string forgery)
    {
        var database = await Databases.V1Async(
            TestMajors.Newest,
            $"""
            grant usage, create on schema public to {role};
            alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role};
            create table payroll (pay int); insert into payroll values (1);
            create schema opscenter authorization {role};
            """
        );
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        await database.ExecuteAsync(forgery);
        return database;
    }
}
