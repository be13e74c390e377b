using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Operations;

public class AfterCommitTests
{
    // Commits only when another session waits for the table, which that one then has before anybody else.
    private const string HandOver = """
        do $$
        begin
            if coalesce(current_setting('opscenter.mode', true), '') <> 'plan' then
                lock table tags in share mode;
                while not exists (
                    select from pg_locks
                    where relation = 'tags'::regclass and not granted
                      and database = (select oid from pg_database where datname = current_database())) loop
                    perform pg_sleep(0.02);
                end loop;
            end if;
        end
        $$;
        """;

    // Databases cloned from one template give their tables the same OIDs.
    private const string Here =
        "database = (select oid from pg_database where datname = current_database())";

    private static readonly MigratorOptions Impatient = new()
    {
        LockDeadline = TimeSpan.FromSeconds(1),
        StatisticsGrace = TimeSpan.FromSeconds(3),
    };

    private static readonly MigratorOptions Patient = new()
    {
        LockTimeout = TimeSpan.FromSeconds(20),
        StatisticsGrace = TimeSpan.FromSeconds(3),
    };

    [Fact]
    public async Task An_apply_whose_comparison_waits_in_vain_is_told_as_committed()
    {
        await using var shop = await Shop.CreateAsync();
        var running = Shop.Migrator(shop, Impatient).ApplyAsync(Shop.WithStatement(HandOver));
        await using var other = await TakeOverAsync(shop, "lock table tags");

        var error = await Should.ThrowAsync<CommittedUncheckedException>(() => running);

        error.Message.ShouldStartWith("toy is applied, and that is committed.");
        error.Message.ShouldContain("compare the content");
        error.Message.ShouldContain("The lock to digest public.tags");
        error.Remedy.ShouldContain("opscenter verify");
        await other.DisposeAsync();
        var verified = await Shop.Migrator(shop).VerifyAsync(Shop.WithStatement(HandOver));
        verified.IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_rollback_whose_comparison_waits_in_vain_is_told_as_committed()
    {
        await using var shop = await Shop.CreateAsync();
        var migration = Shop.Migration with
        {
            Rollback = new MigrationScript(
                "toy_down.sql",
                $"{Shop.Migration.Rollback.Text}\n{HandOver}"
            ),
        };
        await Shop.Migrator(shop).ApplyAsync(migration);
        var running = Shop.Migrator(shop, Impatient).RollbackAsync(migration);
        await using var other = await TakeOverAsync(shop, "lock table tags");

        var error = await Should.ThrowAsync<CommittedUncheckedException>(() => running);

        error.Message.ShouldStartWith("toy is rolled back, and that is committed.");
        (await shop.ScalarAsync<bool>("select to_regclass('invoices') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_after_its_commit_is_told_as_committed()
    {
        await using var shop = await Shop.CreateAsync();
        using var stop = new CancellationTokenSource();
        var running = Shop.Migrator(shop, Patient)
            .ApplyAsync(Shop.WithStatement(HandOver), stop.Token);
        await using var other = await TakeOverAsync(shop, "lock table tags");
        await AwaitWaiterAsync(shop);

        await stop.CancelAsync();

        var error = await Assert.ThrowsAsync<MigrationCancelledException>(() => running);
        error.Message.ShouldContain("toy is applied, and that is committed");
    }

    [Fact]
    public async Task A_connection_that_is_lost_after_the_commit_is_told_as_such()
    {
        await using var shop = await Shop.CreateAsync();
        var running = Shop.Migrator(shop, Patient).ApplyAsync(Shop.WithStatement(HandOver));
        await using var other = await TakeOverAsync(shop, "lock table tags");
        await AwaitWaiterAsync(shop);

        await shop.ExecuteAsync(
            $"select pg_terminate_backend(pid) from pg_locks where relation = 'tags'::regclass and not granted and {Here}"
        );

        var error = await Should.ThrowAsync<ConnectionLostException>(() => running);
        error.Message.ShouldStartWith("toy is applied, and that is committed.");
    }

    [Fact]
    public async Task A_table_that_is_dropped_while_it_is_compared_is_told_as_gone()
    {
        await using var shop = await Shop.CreateAsync();
        var running = Shop.Migrator(shop, Patient).ApplyAsync(Shop.WithStatement(HandOver));
        await using var other = await TakeOverAsync(shop, "drop table tags");
        await AwaitWaiterAsync(shop);

        await new NpgsqlCommand("commit", other).ExecuteNonQueryAsync();

        var report = await running;
        report.Outcome.ShouldBe(ApplyOutcome.Applied);
        var finding = report.Preservation!.Findings.Single(found => found.Name == "tags");
        finding.Verdict.ShouldBe(PreservationVerdict.Changed);
        finding.Message.ShouldContain("is gone");
    }

    [Theory]
    [InlineData("drop table tags")]
    [InlineData("drop sequence ticket_numbers")]
    public async Task What_is_dropped_while_the_first_digest_is_taken_is_no_part_of_it(string sql)
    {
        await using var shop = await Shop.CreateAsync();
        await using var other = await shop.DataSource.OpenConnectionAsync();
        await new NpgsqlCommand($"begin; {sql}", other).ExecuteNonQueryAsync();
        var running = Shop.Migrator(shop, Patient).ApplyAsync(Shop.Migration);
        await AwaitWaiterAsync(shop);

        await new NpgsqlCommand("commit", other).ExecuteNonQueryAsync();

        (await running).IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task A_book_that_the_role_may_not_read_does_not_fail_an_apply()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            """
            alter table customers owner to {0};
            grant select on all tables in schema public to {0};
            grant select on all sequences in schema public to {0};
            grant create on schema public to {0};
            create schema opscenter authorization {0};
            create table opscenter.secret (id int);
            do $$ begin execute format('grant create on database %I to {0}', current_database()); end $$
            """
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        var migrator = new Migrator(source);

        var first = await migrator.ApplyAsync(Shop.Migration);
        var second = await migrator.ApplyAsync(Shop.Migration);

        first.Outcome.ShouldBe(ApplyOutcome.Applied);
        second.Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);
    }

    [Fact]
    public async Task An_event_trigger_that_refuses_what_is_remembered_does_not_fail_an_apply()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            """
            create function refuse() returns event_trigger language plpgsql as $$
            begin
                if exists (select from pg_event_trigger_ddl_commands() where object_identity = 'opscenter.known_whole') then
                    raise exception 'not without a ticket';
                end if;
            end
            $$;
            create event trigger tickets on ddl_command_end execute function refuse()
            """
        );
        var migrator = Shop.Migrator(
            shop,
            Patient with
            {
                Allowed = new HashSet<string> { "event-triggers" },
            }
        );

        var first = await migrator.ApplyAsync(Shop.Migration);
        var second = await migrator.ApplyAsync(Shop.Migration);

        first.Outcome.ShouldBe(ApplyOutcome.Applied);
        second.Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);
    }

    /// <summary>A session that waits for the table in the script's hands, and returns with it, its transaction still open.</summary>
    private static async Task<NpgsqlConnection> TakeOverAsync(TestDatabase shop, string sql)
    {
        await Eventually.TrueAsync(() =>
            shop.ScalarAsync<bool>(
                $"select exists (select from pg_locks where relation = 'tags'::regclass and mode = 'ShareLock' and granted and {Here})"
            )
        );
        var other = await shop.DataSource.OpenConnectionAsync();
        await new NpgsqlCommand($"begin; {sql}", other).ExecuteNonQueryAsync();
        return other;
    }

    private static Task AwaitWaiterAsync(TestDatabase shop) =>
        Eventually.TrueAsync(() =>
            shop.ScalarAsync<bool>(
                $"select exists (select from pg_locks where locktype = 'relation' and not granted and {Here})"
            )
        );
}
