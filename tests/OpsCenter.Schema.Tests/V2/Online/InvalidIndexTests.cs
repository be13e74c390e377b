using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>Indexes that a failed concurrent build left behind: they satisfy IF NOT EXISTS and serve nobody.</summary>
public sealed partial class InvalidIndexTests
{
    [Theory]
    [EachMajor]
    public async Task A_found_one_is_dropped_and_rebuilt_online(int major)
    {
        await using var database = await Databases.V1Async(major);
        await LeaveInvalidAsync(
            database,
            "create index concurrently somebodys_type on llm_providers (type)"
        );

        await database.Migrator().ApplyAsync(Releases.V2);

        await ShouldHaveNoInvalidIndexAsync(database);
        await database.ShouldHaveIndexOnAsync("llm_providers", "type");
    }

    [Theory]
    [EachMajor]
    public async Task A_found_one_stays_in_a_single_transaction_and_is_told(int major)
    {
        await using var database = await Databases.V1Async(major);
        await LeaveInvalidAsync(
            database,
            "create index concurrently somebodys_type on llm_providers (type)"
        );

        (await database.UpAsync()).ShouldSay("somebodys_type on public.llm_providers is invalid");
    }

    [Theory]
    [EachMajor]
    public async Task An_own_one_is_rebuilt_by_every_route_and_belongs_to_V2(int major)
    {
        foreach (var online in new[] { true, false })
        {
            await using var database = await Databases.V1Async(major);
            var v1 = await DatabaseState.TakeAsync(database);
            await using var connection = await database.DataSource.OpenConnectionAsync();
            var units = await connection.RoundAsync(Script.Up);
            await connection.RunUnitAsync(units[0]);
            await LeaveInvalidAsync(database, units[2].GetProperty("statements")[0].GetString()!);

            if (online)
            {
                await database.Migrator().ApplyAsync(Releases.V2);
            }
            else
            {
                (await database.UpAsync()).ShouldSucceed();
            }

            await ShouldHaveNoInvalidIndexAsync(database);
            await using var plain = await Databases.V2Async(major);
            (await SchemaSnapshot.TakeAsync(database, "public")).ShouldEqual(
                await SchemaSnapshot.TakeAsync(plain, "public")
            );
            (await database.RollBackAsync()).ShouldSucceed();
            await v1.ShouldBeRestoredAsync();
        }
    }

    [Fact]
    public async Task One_that_serves_nobody_is_removed_as_advised()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await LeaveInvalidAsync(
            database,
            "create index concurrently theirs on llm_providers (type)"
        );
        var outcome = await database.UpAsync("set opscenter.mode = 'plan'");

        await database.ExecuteAsync(Remedy().Match(outcome.Text).Value);

        await ShouldHaveNoInvalidIndexAsync(database);
        (await database.UpAsync()).ShouldSucceed();
    }

    [Theory]
    [EachMajor]
    public async Task One_that_is_being_built_is_not_touched_by_a_single_statement(int major)
    {
        await using var database = await Databases.V1Async(major);
        await using var old = await database.DataSource.OpenConnectionAsync();
        await old.RunAsync(
            "begin isolation level repeatable read; select 1 from llm_routing_rules"
        );
        var building = database.ExecuteAsync(
            "create index concurrently theirs on llm_providers (type)"
        );
        while (
            !await database.ScalarAsync<bool>(
                "select exists (select from pg_index where indexrelid = to_regclass('theirs') and not indisvalid)"
            )
        )
        {
            await Task.Delay(20);
        }

        var outcome = await database.UpAsync();

        outcome.ShouldBeRefused("index public.theirs on public.llm_providers is being built");
        await old.RunAsync("commit");
        await building;
    }

    /// <summary>Cuts a concurrent build off while it waits for an older transaction.</summary>
    private static async Task LeaveInvalidAsync(TestDatabase database, string statement)
    {
        await using var old = await database.DataSource.OpenConnectionAsync();
        await old.RunAsync(
            "begin isolation level repeatable read; select 1 from llm_routing_rules"
        );
        await using var builder = await database.DataSource.OpenConnectionAsync();
        await builder.RunAsync("set statement_timeout = '500ms'");
        await Should.ThrowAsync<PostgresException>(() => builder.RunAsync(statement));
        await builder.RunAsync("reset statement_timeout");
        (
            await database.ScalarAsync<long>("select count(*) from pg_index where not indisvalid")
        ).ShouldBe(1);
    }

    private static async Task ShouldHaveNoInvalidIndexAsync(TestDatabase database) =>
        (
            await database.ScalarAsync<long>("select count(*) from pg_index where not indisvalid")
        ).ShouldBe(0);

    [GeneratedRegex("drop index concurrently [^;]+;")]
    private static partial Regex Remedy();
}
