using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Preservation;

public class DataDigestTests
{
    /// <summary>Changes that SQL equality, a row count or a careless sum would not see.</summary>
    public static TheoryData<string, string, string> Changes =>
        new()
        {
            { "numeric", "2.5", "2.50" },
            { "double precision", "0", "'-0'" },
            { "real", "1.1", "1.1000001" },
            { "text", "'a'", "'a '" },
            { "char(4)[]", "array['a']", "array['b']" },
            { "bpchar", "'a'", "'a '" },
            { "jsonb", "'{\"a\": 2.5}'", "'{\"a\": 2.50}'" },
            { "json", "'{\"a\":1}'", "'{\"a\": 1}'" },
            { "interval", "'1 day'", "'24 hours'" },
            { "bigint", "1", "4294967296" },
            { "timestamp", "'2025-01-01'", "'2025-01-01 00:00:00.000001'" },
            { "timestamptz", "'infinity'", "'-infinity'" },
            { "text", "null", "''" },
            { "text[]", "'{}'", "null" },
            { "text[]", "'{1,2}'", "'{2,1}'" },
            { "bytea", "'\\x00'", "'\\x0000'" },
            { "boolean", "null", "false" },
            { "text collate case_blind", "'A'", "'a'" },
            { "time", "'24:00'", "'00:00'" },
            { "inet", "'10.0.0.1/24'", "'10.0.0.1/32'" },
            { "uuid", "null", "'00000000-0000-0000-0000-000000000000'" },
            // Values that the server's own hash of their type does not tell apart.
            { "numeric", "1", "-1" },
            { "numeric", "'NaN'", "'Infinity'" },
            { "numeric(10,4)", "0", "null" },
            { "bigint", "-1", "4294967295" },
            { "timestamp", "'2000-01-01 00:00:00.000001'", "'2000-01-01 01:11:34.967296'" },
            { "timestamp", "'1999-12-31 23:59:59.999999'", "'1999-12-31 22:48:25.032704'" },
            { "timestamptz", "'2000-01-01 00:00:00.000001Z'", "'2000-01-01 01:11:34.967296Z'" },
            { "double precision", "'NaN'", "'Infinity'" },
            { "date", "'infinity'", "null" },
            { "time", "'00:00:00.000001'", "'01:11:34.967296'" },
            { "bit(4)", "b'1000'", "b'0100'" },
            { "mood", "'low'", "'high'" },
            { "short", "'{a}'", "'{b}'" },
            { "pair", "row(1, 2.5)", "row(1, 2.50)" },
            { "numrange", "'[1,2.5)'", "'[1,2.50)'" },
            { "regclass", "'pg_class'", "'pg_proc'" },
            { "xml", "'<a/>'", "'<a />'" },
            { "money", "1", "-1" },
        };

    [Theory, MemberData(nameof(Changes))]
    public async Task Sees_a_change_of_one_value(string type, string before, string after)
    {
        await using var database = await EmptyAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"create table t (id int, v {type}); insert into t values (1, {before})"
        );
        var digest = await TakeAsync(database);

        await database.ExecuteAsync($"truncate t; insert into t values (1, {after})");

        (await TakeAsync(database)).ShouldNotBe(digest);
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task Sees_values_of_a_column_swapped_between_rows(int major)
    {
        await using var database = await EmptyAsync(major);
        await database.ExecuteAsync(
            "create table t (a int, b int); insert into t values (1, 10), (2, 20)"
        );
        var digest = await TakeAsync(database);

        await database.ExecuteAsync("update t set b = 30 - b");

        (await TakeAsync(database)).ShouldNotBe(digest);
    }

    [Fact]
    public async Task A_plain_sum_of_record_hashes_would_not_see_that_swap()
    {
        await using var database = await EmptyAsync(TestMajors.Newest);
        const string Sum = "select sum(hash_record_extended(row(a, b), 0))::text from ";

        (await database.ScalarAsync<string>($"{Sum} (values (1, 10), (2, 20)) t(a, b)")).ShouldBe(
            await database.ScalarAsync<string>($"{Sum} (values (1, 20), (2, 10)) t(a, b)")
        );
    }

    [Theory]
    [InlineData("int", "1", "null")]
    [InlineData("int", "1", "2")]
    [InlineData("numeric", "1", "10000")]
    [InlineData("text", "'a'", "''")]
    [InlineData("timestamp", "'2025-01-01'", "'2025-01-02'")]
    [InlineData("jsonb", "'1'", "'2'")]
    public async Task Sees_two_values_of_a_row_change_places(string type, string one, string two)
    {
        await using var database = await EmptyAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"create table t (a {type}, b {type}); insert into t values ({one}, {two})"
        );
        var digest = await TakeAsync(database);

        await database.ExecuteAsync("update t set a = b, b = a");

        (await TakeAsync(database)).ShouldNotBe(digest);
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task Copes_with_the_extremes_of_a_timestamp(int major)
    {
        await using var database = await EmptyAsync(major);
        await database.ExecuteAsync(
            """
            create table t (v timestamp);
            insert into t values ('4714-11-24 00:00:00 BC'), ('294276-12-31 23:59:59.999999'), ('infinity'), ('-infinity'), (null)
            """
        );
        var digest = await TakeAsync(database);

        await database.ExecuteAsync("update t set v = 'infinity' where v is null");

        (await TakeAsync(database)).ShouldNotBe(digest);
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task Copes_with_as_many_columns_as_a_table_can_have(int major)
    {
        await using var database = await EmptyAsync(major);
        await database.ExecuteAsync(
            """
            do $$
            begin
                execute (select format('create table t (%s)', string_agg(format('c%s timestamp', n), ', ' order by n))
                    from generate_series(1, 1600) n);
            end
            $$;
            insert into t default values
            """
        );
        var digest = await TakeAsync(database);

        await database.ExecuteAsync("update t set c1600 = '2025-01-01'");

        (await TakeAsync(database)).ShouldNotBe(digest);
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task Is_the_same_by_one_process_and_by_two(int major)
    {
        await using var database = await EmptyAsync(major);
        await database.ExecuteAsync(
            $"""
            create table t as select n, n::text as v, n / 7.0 as w, now()::timestamp as x from generate_series(1, 20000) n;
            alter database {database.Name} set max_parallel_workers_per_gather = 0
            """
        );
        database.DataSource.Clear();
        var alone = await TakeAsync(database);

        await database.ExecuteAsync(
            $"""
            alter database {database.Name} set max_parallel_workers_per_gather = 4;
            alter database {database.Name} set min_parallel_table_scan_size = 0;
            alter database {database.Name} set parallel_setup_cost = 0
            """
        );
        database.DataSource.Clear();

        (await TakeAsync(database)).ShouldBe(alone);
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task Does_not_depend_on_the_physical_order_of_rows(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        var digest = await TakeAsync(shop);

        await shop.ExecuteAsync(
            """
            create table copy as select * from customers order by id desc;
            delete from customers;
            insert into customers select * from copy;
            drop table copy
            """
        );

        (await TakeAsync(shop)).ShouldBe(digest);
    }

    [Fact]
    public async Task Equal_rows_do_not_cancel_out()
    {
        await using var database = await EmptyAsync(TestMajors.Newest);
        await database.ExecuteAsync("create table t (v text); insert into t values ('a'), ('a')");
        var digest = await TakeAsync(database);

        await database.ExecuteAsync("update t set v = 'b'");

        (await TakeAsync(database)).ShouldNotBe(digest);
    }

    [Fact]
    public async Task Does_not_depend_on_the_roles_settings()
    {
        await using var shop = await Shop.CreateAsync();
        var digest = await TakeAsync(shop);

        await shop.ExecuteAsync(
            $"""
            alter database {shop.Name} set datestyle = 'German';
            alter database {shop.Name} set intervalstyle = 'iso_8601';
            alter database {shop.Name} set extra_float_digits = 0;
            alter database {shop.Name} set bytea_output = 'escape'
            """
        );
        shop.DataSource.Clear();

        (await TakeAsync(shop)).ShouldBe(digest);
    }

    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task Copes_with_tables_of_one_column_and_of_none(int major)
    {
        await using var database = await EmptyAsync(major);
        await database.ExecuteAsync(
            "create table one (v int); create table none (); insert into none default values"
        );

        (await TakeAsync(database)).ShouldContain("public.none 1 ");
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

        (await TakeAsync(shop)).ShouldContain("attic.visits_2024 1 ");
    }

    [Fact]
    public async Task A_table_that_the_role_may_not_read_is_named_as_unchecked()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync($"create role reader_{shop.Name} login");
        await using var session = await DatabaseSession.OpenAsync(shop.DataSource, default);
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
        await using var session = await DatabaseSession.OpenAsync(shop.DataSource, default);
        await session.ExecuteAsync($"set role clerk_{shop.Name}", default);

        var set = await new DataDigest(session, TimeProvider.System).TakeAsync(
            Shop.Migration,
            default
        );

        set.Unchecked.ShouldContain(table => table.Table == "tags");
        set.Tables.ShouldContain(digest => digest.Table.Name == "customers");
        await session.ExecuteAsync("reset role", default);
    }

    private static async Task<TestDatabase> EmptyAsync(int major)
    {
        var database = await TestServer.For(major).CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create collation case_blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            create type mood as enum ('low', 'high');
            create domain short as char(4)[];
            create type pair as (a int, b numeric)
            """
        );
        return database;
    }

    private static async Task<string> TakeAsync(TestDatabase database)
    {
        await using var session = await DatabaseSession.OpenAsync(database.DataSource, default);
        var set = await new DataDigest(session, TimeProvider.System).TakeAsync(
            Shop.Migration,
            default
        );
        return string.Join(
            '\n',
            set.Tables.Select(digest =>
                $"{digest.Table.Schema}.{digest.Table.Name} {digest.Rows} {digest.Content}"
            )
        );
    }
}
