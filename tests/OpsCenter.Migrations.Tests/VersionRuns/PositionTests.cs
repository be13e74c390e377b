using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>What a down script takes that is no row: numbers that sequences gave out, and large objects.</summary>
public sealed class PositionTests
{
    [Theory]
    [InlineData("create sequence n start 1000;", "drop sequence n;", "n")]
    [InlineData("create sequence n increment -2;", "drop sequence n;", "n")]
    [InlineData("create schema s; create sequence s.n;", "drop schema s cascade;", "s.n")]
    [InlineData(
        "create table t (id int generated always as identity primary key);",
        "drop table t;",
        "t_id_seq"
    )]
    [InlineData("", "alter sequence reader_id_seq restart;", "reader_id_seq")]
    [InlineData("", "select setval('reader_id_seq', 1);", "reader_id_seq")]
    public async Task A_number_is_given_out_once(string up, string down, string sequence)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", $"create table a (); {up}", $"drop table a; {down}");
        await test.Migrator().ApplyAsync();
        var last = await test.ScalarAsync<long>(
            $"select (array_agg(n order by place desc))[1] from (select nextval('{sequence}') as n, i as place from generate_series(1, 20) i) x"
        );

        await test.Migrator().RollbackAsync();
        await test.Migrator().ApplyAsync();
        await test.Migrator(new FolderOptions { RestorePlanOnly = true }).RestoreArchiveAsync();
        await test.Migrator().RestoreArchiveAsync();

        (await test.ScalarAsync<long>($"select last_value from {sequence}")).ShouldBe(last);
        await test.ExecuteAsync($"select nextval('{sequence}')");
        var next = await test.ScalarAsync<long>($"select last_value from {sequence}");
        await test.Migrator().RestoreArchiveAsync();
        (await test.ScalarAsync<long>($"select last_value from {sequence}")).ShouldBe(next);
    }

    [Theory]
    [InlineData("select lo_unlink(o) from l")]
    [InlineData("select lo_put(o, 0, 'xyz') from l")]
    public async Task A_rollback_that_takes_large_objects_is_refused(string statement)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_l",
            "create table l (id int primary key, o oid);",
            $"{statement}; drop table l;"
        );
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync("insert into l values (1, lo_from_bytea(0, 'abc'))");

        (
            await Should.ThrowAsync<MigrationRefusedException>(() =>
                test.Migrator().RollbackAsync()
            )
        ).Message.ShouldContain("large objects");

        (await test.ScalarAsync<string>("select convert_from(lo_get(o), 'UTF8') from l")).ShouldBe(
            "abc"
        );
    }

    [Theory]
    [InlineData(
        "id int primary key, r int4range, exclude using gist (r with &&) deferrable initially deferred"
    )]
    [InlineData("id int primary key, r int4range unique deferrable")]
    [InlineData("id int, r int4range unique deferrable")]
    [InlineData("id int generated always as identity, r int4range unique not null")]
    public async Task Rows_come_back_whatever_constraints_a_table_has(string columns)
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_t", $"create table t ({columns});", "drop table t;")
            .With("2_u", "create table u (id int primary key);", "drop table u;");
        await test.Migrator().ApplyAsync();
        await test.ExecuteAsync(
            "insert into t overriding system value values (1, '[1,2)'), (2, '[2,3)'); insert into u values (1)"
        );
        await test.Migrator(new FolderOptions { To = "0" }).RollbackAsync();
        await test.Migrator().ApplyAsync();

        var restored = await test.Migrator().RestoreArchiveAsync();

        restored.ShouldAllBe(result => result.Obstacle == null);
        (
            await test.ScalarAsync<string>("select string_agg(t::text, ';' order by id) from t")
        ).ShouldBe("(1,\"[1,2)\");(2,\"[2,3)\")");
        (await test.ScalarAsync<long>("select count(*) from u")).ShouldBe(1);
    }
}
