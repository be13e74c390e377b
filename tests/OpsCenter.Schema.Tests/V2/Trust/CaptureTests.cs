using Npgsql;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>The function that notes written rows while a rollback is unfinished runs with its owner's rights: it serves one table.</summary>
public sealed class CaptureTests
{
    [Fact]
    public async Task Nobody_else_may_hang_it_on_a_table()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await CapturingAsync();
        await database.ExecuteAsync(
            $"grant usage on schema opscenter to {role}; create table other (id uuid); alter table other owner to {role}"
        );

        var refused = await Should.ThrowAsync<PostgresException>(
            HangAsync(database, $"set role {role};")
        );

        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task On_another_table_it_refuses_and_changes_nothing()
    {
        await using var database = await CapturingAsync();
        await database.ExecuteAsync("create table other (id uuid)");
        await HangAsync(database, "");

        var refused = await Should.ThrowAsync<PostgresException>(
            database.ExecuteAsync("truncate other")
        );

        refused.MessageText.ShouldContain("belongs to public.llm_usage_logs");
        (await ArchivedAsync(database)).ShouldBePositive();
    }

    [Fact]
    public async Task A_key_that_was_given_a_type_of_somebodys_own_is_not_cast()
    {
        await using var database = await CapturingAsync();
        await database.ExecuteAsync(
            """
            delete from llm_usage_logs where length(error_message) > 1000;
            create sequence calls;
            create type key as (v uuid);
            create function cast_key(key) returns uuid language plpgsql as 'begin perform nextval(''public.calls''); return ($1).v; end';
            create cast (key as uuid) with function cast_key(key) as assignment;
            alter table llm_usage_logs alter id drop default, alter id type key using row(id)::key;
            """
        );

        var refused = await Should.ThrowAsync<PostgresException>(
            database.ExecuteAsync(
                "insert into llm_usage_logs (id, source) values (row(gen_random_uuid())::key, 'x')"
            )
        );

        refused.MessageText.ShouldContain("another type");
        (await database.ScalarAsync<bool>("select is_called from calls")).ShouldBeFalse();
    }

    /// <summary>A rollback that has copied the values of a big table, and not dropped them yet.</summary>
    private static async Task<TestDatabase> CapturingAsync()
    {
        var database = await Databases.V2Async(TestMajors.Newest, BigTable.Usage + V2Use.Sql);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        foreach (var unit in (await connection.RoundAsync(Script.Rollback)).Skip(1).Take(2))
        {
            await connection.RunUnitAsync(unit);
        }

        (await ArchivedAsync(database)).ShouldBePositive();
        return database;
    }

    private static async Task HangAsync(TestDatabase database, string session)
    {
        var capture = await database.ScalarAsync<string>(
            "select capture::text from opscenter.archive where capture is not null"
        );
        await database.ExecuteAsync(
            $"{session} create trigger t after truncate on other for each statement execute function opscenter.{capture}()"
        );
    }

    private static Task<long> ArchivedAsync(TestDatabase database) =>
        database.ScalarAsync<long>(
            "select coalesce(sum(row_count), 0)::bigint from opscenter.archive where capture is not null"
        );
}
