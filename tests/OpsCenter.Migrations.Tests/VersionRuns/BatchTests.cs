using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A statement that is run for some rows at a time.</summary>
public sealed class BatchTests
{
    private const string Rows =
        "create table visit (id bigint primary key, room int, n int not null default 0, note text); "
        + "insert into visit (id, room) select i, i % 3 from generate_series(1, 25) i";

    private const string Batch = "-- opscenter: batch 10 by id\n";

    private const string Update =
        "-- opscenter: changes public.visit.n\n" + Batch + "update visit set n = n + 1;";

    private const string Transactions = "select count(distinct xmin::text) from visit where n <> 0";

    [Theory, EachMajor]
    public async Task Each_batch_is_a_transaction(int major)
    {
        await using var test = await CreateAsync(major);
        test.With("1_n", Update);

        var report = await test.Migrator().ApplyAsync();

        (await test.ScalarAsync<long>(Transactions)).ShouldBe(3);
        var effects = report.Steps.Single().Effects;
        effects.Rows.Single().Updated.ShouldBe(25);
        var batches = effects.Batches.Single();
        (batches.Table, batches.Batches, batches.Rows).ShouldBe(("public.visit", 3, 25));
        (await SumAsync(test)).ShouldBe(25);
        (await test.ScalarAsync<long>("select count(*) from opscenter_migrations.batch")).ShouldBe(
            0
        );
        (await test.Migrator().ApplyAsync()).Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_failed_resumes_behind_the_last_batch()
    {
        await using var test = await CreateAsync();
        test.With(
            "1_n",
            "-- opscenter: changes public.visit\ninsert into visit values (0);\n"
                + Batch
                + "update visit set n = n + 12 / (20 - id) where id <> 0;\nupdate visit set room = 9 where id = 0;"
        );
        var failure = await Should.ThrowAsync<ScriptFailedException>(() =>
            test.Migrator().ApplyAsync()
        );
        failure.Location.Line.ShouldBe(4);
        failure.Location.Column.ShouldBe(1);
        var half = (await test.Migrator().StatusAsync()).Versions.Single();
        half.State.ShouldBe(VersionState.Applying);
        (half.Entry!.Batch!.Batches, half.Entry.Batch.Rows).ShouldBe((2, 20));
        var before = await SumAsync(test);
        // This one is behind the end that the first batch saw.
        await test.ExecuteAsync("delete from visit where id = 20; insert into visit values (99)");

        await test.Migrator().ApplyAsync();

        (
            await test.ScalarAsync<bool>(
                "select bool_and(n = 12 / (20 - id)) from visit where id between 1 and 25"
            )
        ).ShouldBeTrue();
        (await SumAsync(test)).ShouldNotBe(before);
        (await test.ScalarAsync<int>("select n from visit where id = 99")).ShouldBe(0);
        (await test.ScalarAsync<int>("select room from visit where id = 0")).ShouldBe(9);
    }

    [Fact]
    public async Task What_is_half_done_may_be_edited_only_in_the_size()
    {
        await using var test = await CreateAsync();
        const string Failing = "update visit set n = 1 / (20 - id);";
        const string Declared = "-- opscenter: changes public.visit\n";
        test.With("1_n", Declared + Batch + Failing);
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());

        test.With("1_n", $"{Declared}{Batch}update visit set n = 1;");
        (
            await Should.ThrowAsync<ChecksumChangedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain("0 of its statements and 1 batch of the next one");
        test.With("1_n", Declared + Failing);
        await Should.ThrowAsync<ChecksumChangedException>(() => test.Migrator().ApplyAsync());
        test.With("1_n", $"{Declared}-- opscenter: batch 3 by id\n{Failing}");
        await test.ExecuteAsync("delete from visit where id = 20");

        (await test.Migrator().ApplyAsync())
            .Steps.Single()
            .Effects.Batches.Single()
            .Batches.ShouldBe(6);
    }

    [Theory]
    [InlineData("update visit set n = n + 1, note = 'x';", "note")]
    [InlineData("delete from visit where id = 13;", "*")]
    public async Task A_column_that_is_not_declared_stays(string statement, string what)
    {
        await using var test = await CreateAsync();
        test.With("1_n", $"-- opscenter: changes public.visit.n\n{Batch}{statement}");

        var failure = await Should.ThrowAsync<DataTouchedException>(() =>
            test.Migrator().ApplyAsync()
        );

        failure.Remedy.ShouldContain(
            what == "*"
                ? "-- opscenter: changes public.visit\n"
                : "-- opscenter: changes public.visit.note\n"
        );
        (await test.ScalarAsync<long>("select count(*) from visit where note is null")).ShouldBe(
            25
        );
    }

    [Fact]
    public async Task A_table_that_is_not_declared_stays()
    {
        await using var test = await CreateAsync();
        test.With("1_n", $"{Batch}update visit set n = n + 1 where id > 12;");

        await Should.ThrowAsync<DataTouchedException>(() => test.Migrator().ApplyAsync());

        (await SumAsync(test)).ShouldBe(0);
    }

    [Theory]
    [InlineData("by id", "nowhere", "there is no table nowhere")]
    [InlineData("by ident", "visit", "public.visit has no column ident")]
    [InlineData("by note", "visit", "public.visit.note may be null")]
    [InlineData("by n", "visit", "public.visit has no index that begins with n:")]
    [InlineData("by tags", "tagged", "which is of type text[]")]
    [InlineData("by id", "seen", "public.seen is no table")]
    public async Task What_cannot_be_divided_is_refused_before_anything_runs(
        string by,
        string table,
        string problem
    )
    {
        await using var test = await CreateAsync();
        await test.ExecuteAsync(
            "create table tagged (tags text[] primary key, room int); create view seen as select * from visit"
        );
        test.With("1_a", "create table a ();")
            .With("2_b", $"select 1;\n-- opscenter: batch 10 {by}\nupdate {table} set room = 1;");

        var refusal = await Should.ThrowAsync<MigrationRefusedException>(() =>
            test.Migrator().ApplyAsync()
        );

        refusal.Message.ShouldStartWith("2_b.up.sql, line 2: the statement in line 3 cannot be");
        refusal.Message.ShouldContain(problem);
        (await test.Migrator().PlanAsync()).Obstacle!.Message.ShouldBe(refusal.Message);
        (await test.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_earlier_statement_may_make_the_column_or_the_table()
    {
        await using var test = await CreateAsync();
        test.With(
                "1_a",
                "-- opscenter: changes public.visit\nalter table visit add other serial;\ncreate index on visit (other);\ncreate table guest (id int primary key, a int);"
            )
            .With(
                "2_b",
                "-- opscenter: changes public.visit.n\n-- opscenter: batch 10 by other\nupdate visit set n = 1;\n"
                    + "-- opscenter: batch 10 by id\nupdate guest set a = 1;"
            );

        await test.Migrator().ApplyAsync();

        (await SumAsync(test)).ShouldBe(25);
    }

    [Theory]
    [InlineData("text", "'k' || chr(39) || '\\' || i")]
    [InlineData("uuid", "md5(i::text)::uuid")]
    [InlineData("timestamptz", "'2020-01-01'::timestamptz + i * interval '1 hour 1 ms'")]
    [InlineData("numeric", "i / 7.0")]
    [InlineData("date", "'0001-01-01 BC'::date + i")]
    public async Task Rows_are_divided_by_any_ordered_column(string type, string value)
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            $"create table visit (id {type} primary key, n int not null default 0); insert into visit select {value} from generate_series(1, 25) i; "
                + $"alter database {test.Database.Name} set datestyle = 'SQL, DMY'"
        );
        Npgsql.NpgsqlConnection.ClearAllPools();
        test.With("1_n", Update);

        await test.Migrator().ApplyAsync();

        (await SumAsync(test)).ShouldBe(25);
        (await test.ScalarAsync<long>(Transactions)).ShouldBe(3);
    }

    [Fact]
    public async Task Rows_of_partitions_are_divided_together()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync(
            "create table visit (id int, room int, n int not null default 0, primary key (id, room)) partition by list (room); "
                + "create table visit_0 partition of visit for values in (0); create table visit_1 partition of visit for values in (1, 2); "
                + "insert into visit (id, room) select i, i % 3 from generate_series(1, 25) i"
        );
        test.With("1_n", Update);

        var report = await test.Migrator().ApplyAsync();

        (await SumAsync(test)).ShouldBe(25);
        report.Steps.Single().Effects.Batches.Single().Batches.ShouldBe(3);
    }

    private static async Task<FolderCase> CreateAsync(int? major = null)
    {
        var test = await FolderCase.CreateAsync(major);
        await test.ExecuteAsync(Rows);
        return test;
    }

    private static Task<long> SumAsync(FolderCase test) =>
        test.ScalarAsync<long>("select sum(n) from visit");
}
