using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using DatabaseTemplate = OpsCenter.Conformance.Databases.DatabaseTemplate;

namespace OpsCenter.Conformance.Tests.Rows;

public sealed class RowGeneratorTests
{
    [Theory]
    [InlineData(
        "create table t (a int not null, b text not null, c numeric(3, 2) not null, d char(2) not null)"
    )]
    [InlineData(
        "create table t (id int generated always as identity primary key, a int, b int generated always as "
            + "(a + 1) stored)"
    )]
    [InlineData(
        "create type mood as enum ('sad', 'glad'); create table t (m mood not null, ms mood[] not null)"
    )]
    [InlineData(
        "create domain code as text not null check (value ~ '^[A-Z]{3}$'); create table t (c code)"
    )]
    [InlineData(
        "create table t (status text not null check (status in ('open', 'closed')), a int not null check (a "
            + "between 3 and 5))"
    )]
    [InlineData("create table t (a int not null, b int not null, check (a < b), check (b < 3))")]
    [InlineData(
        "create table p (id int primary key); create table t (p_id int not null unique references p)"
    )]
    [InlineData("create table t (id int primary key, parent int references t)")]
    [InlineData(
        "create table t (r tstzrange not null, i int4range, j json, k jsonb, y bytea, n inet, m macaddr, v "
            + "interval, z timetz, o bool)"
    )]
    [InlineData("create table t (during daterange not null, exclude using gist (during with &&))")]
    [InlineData(
        "create table t (id int, at date not null) partition by range (at); create table t1 partition of t "
            + "for values from ('2000-01-01') to ('2100-01-01')"
    )]
    [InlineData("create table t (\"Odd \"\"name\" text not null, \"select\" int not null)")]
    public async Task Rows_with_every_set_of_columns_are_inserted(string schema)
    {
        await using var server = await ServerAsync();
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(schema);
        var maker = await RowGenerator.ReadAsync(database.DataSource);
        var table = maker.Catalog.Find("public.t")!;

        foreach (var columns in Enum.GetValues<RowColumns>())
        {
            var attempt = await maker.InsertAsync(table, columns);

            attempt.Obstacle.ShouldBeNull($"{columns}");
        }

        (await database.ScalarAsync<long>("select count(*) from t")).ShouldBe(3);
    }

    [Fact]
    public async Task A_generated_row_can_be_inserted_into_a_copy_with_its_parents()
    {
        await using var server = await ServerAsync();
        var template = DatabaseTemplate.FromSql(
            "parents",
            "create table a (id serial primary key); create table b (id serial primary key, a_id int not "
                + "null references a)"
        );
        await using var database = await server.CreateAsync(template);
        var maker = await RowGenerator.ReadAsync(database.DataSource);
        var row = (await maker.InsertAsync(maker.Catalog.Find("public.b")!, RowColumns.Usual)).Row!;

        await using var copy = await server.CreateAsync(template);
        await copy.ExecuteAsync(string.Join(";", row.Statements));

        (await copy.ScalarAsync<long>("select count(*) from a join b on a.id = a_id")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_rows()
    {
        await using var server = await ServerAsync();
        var template = DatabaseTemplate.FromSql("same", "create table t (a text, b uuid, c jsonb)");

        var first = await SqlAsync(server, template, 1);

        (await SqlAsync(server, template, 1)).ShouldBe(first);
        (await SqlAsync(server, template, 2)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_table_that_accepts_no_row_gives_the_reason()
    {
        await using var server = await ServerAsync();
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync("create table t (a int check (a <> a or a is null) not null)");
        var maker = await RowGenerator.ReadAsync(database.DataSource);

        var attempt = await maker.InsertAsync(maker.Catalog.Find("public.t")!, RowColumns.Usual);

        attempt.Row.ShouldBeNull();
        attempt.Obstacle!.ShouldContain("t_a_check");
    }

    private static async Task<string> SqlAsync(
        DatabaseServer server,
        DatabaseTemplate template,
        int seed
    )
    {
        await using var database = await server.CreateAsync(template);
        var maker = await RowGenerator.ReadAsync(database.DataSource, seed);
        return (await maker.InsertAsync(maker.Catalog.Tables[0], RowColumns.All)).Row!.Sql;
    }

    private static async Task<DatabaseServer> ServerAsync() =>
        await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.List[^1]).ConnectionStringAsync()
        );
}
