using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

public class DataDigestTests
{
    [Theory, EachMajor]
    public async Task Sees_values_of_a_column_swapped_between_rows(int major)
    {
        await using var database = await DigestedDatabase.EmptyAsync(major);
        await database.ExecuteAsync(
            "create table t (a int, b int); insert into t values (1, 10), (2, 20)"
        );
        var digest = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync("update t set b = 30 - b");

        (await DigestedDatabase.TakeAsync(database)).ShouldNotBe(digest);
    }

    [Fact]
    public async Task A_plain_sum_of_record_hashes_would_not_see_that_swap()
    {
        await using var database = await DigestedDatabase.EmptyAsync(TestMajors.Newest);
        const string Sum = "select sum(hash_record_extended(row(a, b), 0))::text from ";

        (await database.ScalarAsync<string>($"{Sum} (values (1, 10), (2, 20)) t(a, b)")).ShouldBe(
            await database.ScalarAsync<string>($"{Sum} (values (1, 20), (2, 10)) t(a, b)")
        );
    }

    [Theory, EachMajor]
    public async Task Is_the_same_by_one_process_and_by_two(int major)
    {
        await using var database = await DigestedDatabase.EmptyAsync(major);
        await database.ExecuteAsync(
            $"""
            create table t as select n, n::text as v, n / 7.0 as w, now()::timestamp as x from generate_series(1, 20000) n;
            alter database {database.Name} set max_parallel_workers_per_gather = 0
            """
        );
        database.DataSource.Clear();
        var alone = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync(
            $"""
            alter database {database.Name} set max_parallel_workers_per_gather = 4;
            alter database {database.Name} set min_parallel_table_scan_size = 0;
            alter database {database.Name} set parallel_setup_cost = 0
            """
        );
        database.DataSource.Clear();

        (await DigestedDatabase.TakeAsync(database)).ShouldBe(alone);
    }

    [Theory, EachMajor]
    public async Task Does_not_depend_on_the_physical_order_of_rows(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        var digest = await DigestedDatabase.TakeAsync(shop);

        await shop.ExecuteAsync(
            """
            create table copy as select * from customers order by id desc;
            delete from customers;
            insert into customers select * from copy;
            drop table copy
            """
        );

        (await DigestedDatabase.TakeAsync(shop)).ShouldBe(digest);
    }

    [Fact]
    public async Task Equal_rows_do_not_cancel_out()
    {
        await using var database = await DigestedDatabase.EmptyAsync(TestMajors.Newest);
        await database.ExecuteAsync("create table t (v text); insert into t values ('a'), ('a')");
        var digest = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync("update t set v = 'b'");

        (await DigestedDatabase.TakeAsync(database)).ShouldNotBe(digest);
    }

    [Fact]
    public async Task Does_not_depend_on_the_roles_settings()
    {
        await using var shop = await Shop.CreateAsync();
        var digest = await DigestedDatabase.TakeAsync(shop);

        await shop.ExecuteAsync(
            $"""
            alter database {shop.Name} set datestyle = 'German';
            alter database {shop.Name} set intervalstyle = 'iso_8601';
            alter database {shop.Name} set extra_float_digits = 0;
            alter database {shop.Name} set bytea_output = 'escape'
            """
        );
        shop.DataSource.Clear();

        (await DigestedDatabase.TakeAsync(shop)).ShouldBe(digest);
    }

    [Theory, EachMajor]
    public async Task Copes_with_tables_of_one_column_and_of_none(int major)
    {
        await using var database = await DigestedDatabase.EmptyAsync(major);
        await database.ExecuteAsync(
            "create table one (v int); create table none (); insert into none default values"
        );

        (await DigestedDatabase.TakeAsync(database)).ShouldContain("public.none 1 ");
    }

    [Fact]
    public async Task Partitions_outside_the_search_path_count()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            """
            create schema attic;
            create table attic.visits_2024 partition of visits for values from ('2024-01-01') to ('2025-01-01');
            insert into visits values (1, '2024-05-05')
            """
        );

        (await DigestedDatabase.TakeAsync(shop)).ShouldContain("attic.visits_2024 1 ");
    }

    [Fact]
    public async Task A_table_that_the_role_may_not_read_is_named_as_unchecked()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync($"create role reader_{shop.Name} login");
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        await session.ExecuteAsync($"set role reader_{shop.Name}", default);

        var set = await new DataDigest(session, TimeProvider.System).TakeAsync(
            Shop.Migration,
            default
        );

        set.Tables.ShouldBeEmpty();
        set.Unchecked.ShouldContain(table => table.Table == "customers");
        await session.ExecuteAsync("reset role", default);
    }

    [Fact]
    public async Task A_table_whose_rows_a_policy_hides_is_named_as_unchecked()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            $"""
            create role clerk_{shop.Name};
            grant select on all tables in schema public to clerk_{shop.Name};
            alter table tags enable row level security
            """
        );
        await using var session = await EngineSession.OpenAsync(shop.DataSource);
        await session.ExecuteAsync($"set role clerk_{shop.Name}", default);

        var set = await new DataDigest(session, TimeProvider.System).TakeAsync(
            Shop.Migration,
            default
        );

        set.Unchecked.ShouldContain(table => table.Table == "tags");
        set.Tables.ShouldContain(digest => digest.Table.Name == "customers");
        await session.ExecuteAsync("reset role", default);
    }
}
