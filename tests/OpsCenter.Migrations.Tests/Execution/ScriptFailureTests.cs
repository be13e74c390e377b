using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Execution;

public class ScriptFailureTests
{
    [Fact]
    public async Task A_failing_statement_is_shown_with_a_caret()
    {
        await using var shop = await Shop.CreateAsync();
        const string Sql = """
            -- comment; with a semicolon
            create table extra (id int);

            alter table extra
                add column é text, add column id bigint;
            """;

        var error = await FailAsync<ScriptFailedException>(shop, Sql);

        error.SqlState.ShouldBe("42701");
        error.Location.Line.ShouldBe(4);
        error.Location.Statement.ShouldBe(2);
        (await shop.ScalarAsync<bool>("select to_regclass('extra') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_syntax_error_points_at_the_word()
    {
        await using var shop = await Shop.CreateAsync();

        var error = await FailAsync<ScriptFailedException>(
            shop,
            "select '😀é';\n\nselect 1\n  frm tags x;"
        );

        error.Message.ShouldBe(
            """
            syntax error at or near "tags" (SQLSTATE 42601)
            other.sql:4:7 (statement 2)
                  frm tags x;
                      ^
            """
        );
    }

    [Fact]
    public async Task An_error_inside_a_do_block_points_at_its_line()
    {
        await using var shop = await Shop.CreateAsync();
        const string Sql = """
            -- Header.
            do $body$
            begin
                perform 1;
                    perform 1 / 0;
            end
            $body$;
            """;

        var error = await FailAsync<ScriptFailedException>(shop, Sql);

        error.Location.ShouldBe(new ScriptLocation("other.sql", 1, 5, 9, "        perform 1 / 0;"));
    }

    [Fact]
    public async Task Detail_and_hint_of_the_server_are_told()
    {
        await using var shop = await Shop.CreateAsync();

        var error = await FailAsync<ScriptFailedException>(
            shop,
            "do $$ begin raise exception 'no' using detail = 'the detail', hint = 'the hint'; end $$"
        );

        error.Message.ShouldContain("DETAIL: the detail");
        error.Message.ShouldContain("HINT: the hint");
        error.Hint.ShouldBe("the hint");
    }

    [Fact]
    public async Task A_refusal_keeps_the_scripts_own_words()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("drop table customers");

        var error = await Should.ThrowAsync<MigrationRefusedException>(() =>
            Shop.Migrator(shop).ApplyAsync(Shop.Migration)
        );

        error.Message.ShouldBe("refused: 1. table customers does not exist");
        error.Remedy.ShouldBe("Create it first.");
        (
            await shop.ScalarAsync<bool>("select to_regnamespace('opscenter') is null")
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData("access share")]
    [InlineData("access exclusive")]
    public async Task What_waits_too_long_for_a_lock_is_given_up(string mode)
    {
        await using var shop = await Shop.CreateAsync();
        await using var reader = await shop.DataSource.OpenConnectionAsync();
        await using var transaction = await reader.BeginTransactionAsync();
        await using var lockTable = new Npgsql.NpgsqlCommand(
            $"lock table customers in {mode} mode",
            reader
        );
        await lockTable.ExecuteNonQueryAsync();
        var migrator = Shop.Migrator(
            shop,
            new MigratorOptions
            {
                LockTimeout = TimeSpan.FromMilliseconds(100),
                LockDeadline = TimeSpan.FromSeconds(1),
            }
        );

        await Should.ThrowAsync<LockTimeoutException>(() =>
            migrator.ApplyAsync(Shop.Of("alter table customers add column x int"))
        );
    }

    [Fact]
    public async Task A_lock_timeout_that_the_script_tells_itself_keeps_its_words()
    {
        await using var shop = await Shop.CreateAsync();

        var error = await FailAsync<LockTimeoutException>(
            shop,
            "do $$ begin raise exception 'pid 1 is in the way' using errcode = '55P03', hint = 'end it'; end $$"
        );

        error.Message.ShouldBe("pid 1 is in the way");
        error.Remedy.ShouldBe("end it");
    }

    [Fact]
    public async Task Dollar_signs_and_braces_of_a_script_arrive_as_they_were_released()
    {
        await using var shop = await Shop.CreateAsync();

        await Shop.Migrator(shop)
            .ApplyAsync(
                Shop.Of("create table extra as select '$schema$ $x$ {0} @p :p'::text as t")
            );

        (await shop.ScalarAsync<string>("select t from extra")).ShouldBe("$schema$ $x$ {0} @p :p");
    }

    [Fact]
    public async Task Cancelling_rolls_back()
    {
        await using var shop = await Shop.CreateAsync();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Shop.Migrator(shop)
                .ApplyAsync(
                    Shop.Of("create table extra (id int); select pg_sleep(60)"),
                    cancellation.Token
                )
        );

        (await shop.ScalarAsync<bool>("select to_regclass('extra') is null")).ShouldBeTrue();
    }

    private static Task<T> FailAsync<T>(TestDatabase shop, string sql)
        where T : Exception =>
        Should.ThrowAsync<T>(() => Shop.Migrator(shop).ApplyAsync(Shop.Of(sql)));
}
