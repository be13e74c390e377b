using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Versions;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>Scripts that do not run in one transaction.</summary>
public sealed class PartTests
{
    private const string Marked = "-- opscenter: no-transaction\n";

    [Theory, EachMajor]
    public async Task A_run_that_failed_resumes_at_the_statement_that_is_not_done(int major)
    {
        await using var test = await FolderCase.CreateAsync(major);
        test.With(
            "1_parts",
            Marked
                + "create table loan (id int);\ninsert into loan values (1);\ncreate index concurrently loan_id on loan (id);\nselect 1 / 0;"
        );
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        (await test.Migrator().StatusAsync())
            .Versions.Single()
            .State.ShouldBe(VersionState.Applying);
        test.With(
            "1_parts",
            Marked
                + "create table loan (id int);\ninsert into loan values (1);\ncreate index concurrently loan_id on loan (id);\ninsert into loan values (2);"
        );

        await test.Migrator().ApplyAsync();

        (await test.ScalarAsync<long>("select sum(id) from loan")).ShouldBe(3);
        var verified = await test.Migrator().VerifyAsync();
        verified.Problems.ShouldBeEmpty();
        verified.Objects.ShouldBe(3, "table, column, index");
    }

    [Theory]
    [InlineData("")]
    [InlineData(Marked)]
    public async Task A_statement_that_commits_by_itself_fails_with_what_to_write_instead(
        string mark
    )
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_commits", mark + "select 1;\ndo $$ begin commit; end $$;");

        var error = await Should.ThrowAsync<ScriptFailedException>(() =>
            test.Migrator().ApplyAsync()
        );

        error.SqlState.ShouldBe(PostgresErrorCodes.InvalidTransactionTermination);
        error.Remedy.ShouldNotBeNull().ShouldContain("take COMMIT and ROLLBACK out of its code");
        error.Remedy.ShouldContain("-- opscenter: batch 10000 by id");
    }

    [Fact]
    public async Task The_hint_of_the_server_is_given_once()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_hint", "do $$ begin raise exception 'no' using hint = 'ask first'; end $$;");

        var error = await Should.ThrowAsync<ScriptFailedException>(() =>
            test.Migrator().ApplyAsync()
        );

        error.Message.ShouldContain("HINT: ask first");
        error.Remedy.ShouldNotBeNull().ShouldNotContain("ask first");
    }

    [Fact]
    public async Task What_was_run_may_not_be_edited_before_it_resumes()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_parts", Marked + "create table loan (id int);\nselect 1 / 0;");
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        test.With("1_parts", Marked + "create table loan (id bigint);\nselect 1;");

        (
            await Should.ThrowAsync<ChecksumChangedException>(() => test.Migrator().ApplyAsync())
        ).Message.ShouldContain("was applied in part (1 of its statements)");
    }

    [Fact]
    public async Task An_invalid_index_of_a_failed_build_is_built_anew()
    {
        await using var test = await FolderCase.CreateAsync();
        await test.ExecuteAsync("insert into reader (name) values ('Bob')");
        test.With("1_unique", "create unique index concurrently reader_name on reader (name);");
        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());
        (
            await test.ScalarAsync<bool>(
                "select not indisvalid from pg_index where indexrelid = 'reader_name'::regclass"
            )
        ).ShouldBeTrue();
        await test.ExecuteAsync("delete from reader where id = 4");

        await test.Migrator().ApplyAsync();

        (
            await test.ScalarAsync<bool>(
                "select indisvalid from pg_index where indexrelid = 'reader_name'::regclass"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_concurrent_build_among_other_statements_is_refused_before_anything_runs()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create table a ();")
            .With("2_b", "create table b (id int);\ncreate index concurrently b_id on b (id);");

        (
            await Should.ThrowAsync<Scripts.Statements.ScriptSyntaxException>(() =>
                test.Migrator().ApplyAsync()
            )
        ).Message.ShouldStartWith("2_b.up.sql, line 2: the server runs create index concurrently");
        (await test.ScalarAsync<bool>("select to_regclass('a') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task Transactions_of_a_script_are_its_own()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_two",
            "begin;\ncreate table a ();\ncommit;\nbegin;\ncreate table b ();\nselect 1 / 0;\ncommit;"
        );

        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());

        (
            await test.ScalarAsync<bool>(
                "select to_regclass('a') is not null and to_regclass('b') is null"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Commit_and_begin_divide_the_transaction_of_a_script()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With(
            "1_two",
            "create table a ();\ncommit;\nbegin;\ncreate table b ();\nselect 1 / 0;"
        );

        await Should.ThrowAsync<ScriptFailedException>(() => test.Migrator().ApplyAsync());

        (
            await test.ScalarAsync<bool>(
                "select to_regclass('a') is not null and to_regclass('b') is null"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lock_that_is_held_is_asked_for_again()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_email", "alter table reader add email text;");
        await using var other = await test.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await new NpgsqlCommand("select from reader", other).ExecuteNonQueryAsync();

        var run = test.Migrator(
                options: new MigratorOptions { LockTimeout = TimeSpan.FromMilliseconds(100) }
            )
            .ApplyAsync();
        await Task.Delay(500);
        run.IsCompleted.ShouldBeFalse();
        await transaction.RollbackAsync();

        (await run).Steps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_index_that_is_built_concurrently_is_followed_from_then_on()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_a", "create unique index concurrently a on reader (name);")
            .With(
                "2_b",
                """
                -- opscenter: no-transaction
                alter table reader add constraint a_key unique using index a;
                create index concurrently b on reader (name);
                alter index b rename to c;
                create index concurrently d on reader (name);
                """
            )
            .With("3_d", "drop index d;");

        var applied = await test.Migrator().ApplyAsync();

        (await test.Migrator().VerifyAsync()).Problems.ShouldBeEmpty();
        applied
            .Steps[2]
            .Effects.Objects.Dropped.Select(found => found.Identity)
            .ShouldBe(["public.d"]);
    }

    [Fact]
    public async Task A_lock_that_stays_held_names_its_holder_in_the_end()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_email", "alter table reader add email text;");
        await using var other = await test.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await new NpgsqlCommand("select from reader", other).ExecuteNonQueryAsync();

        var failure = await Should.ThrowAsync<LockTimeoutException>(() =>
            test.Migrator(
                    options: new MigratorOptions
                    {
                        LockTimeout = TimeSpan.FromMilliseconds(200),
                        LockDeadline = TimeSpan.FromMilliseconds(300),
                    }
                )
                .ApplyAsync()
        );

        failure.Message.ShouldContain($"pid {other.ProcessID} ");
    }
}
