namespace OpsCenter.Migrations.Tests.Preservation;

public class ColumnHashTests
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
        await using var database = await DigestedDatabase.EmptyAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"create table t (id int, v {type}); insert into t values (1, {before})"
        );
        var digest = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync($"truncate t; insert into t values (1, {after})");

        (await DigestedDatabase.TakeAsync(database)).ShouldNotBe(digest);
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
        await using var database = await DigestedDatabase.EmptyAsync(TestMajors.Newest);
        await database.ExecuteAsync(
            $"create table t (a {type}, b {type}); insert into t values ({one}, {two})"
        );
        var digest = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync("update t set a = b, b = a");

        (await DigestedDatabase.TakeAsync(database)).ShouldNotBe(digest);
    }

    [Theory, EachMajor]
    public async Task Copes_with_the_extremes_of_a_timestamp(int major)
    {
        await using var database = await DigestedDatabase.EmptyAsync(major);
        await database.ExecuteAsync(
            """
            create table t (v timestamp);
            insert into t values ('4714-11-24 00:00:00 BC'), ('294276-12-31 23:59:59.999999'), ('infinity'), ('-infinity'), (null)
            """
        );
        var digest = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync("update t set v = 'infinity' where v is null");

        (await DigestedDatabase.TakeAsync(database)).ShouldNotBe(digest);
    }

    [Theory, EachMajor]
    public async Task Copes_with_as_many_columns_as_a_table_can_have(int major)
    {
        await using var database = await DigestedDatabase.EmptyAsync(major);
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
        var digest = await DigestedDatabase.TakeAsync(database);

        await database.ExecuteAsync("update t set c1600 = '2025-01-01'");

        (await DigestedDatabase.TakeAsync(database)).ShouldNotBe(digest);
    }
}
