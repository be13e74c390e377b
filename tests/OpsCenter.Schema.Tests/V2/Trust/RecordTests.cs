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
