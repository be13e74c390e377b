using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Online;

/// <summary>The deadline is for waiting: work that takes longer uses nothing of it up.</summary>
public class LockDeadlineTests
{
    private static readonly MigratorOptions Impatient = new()
    {
        LockTimeout = TimeSpan.FromMilliseconds(100),
        LockDeadline = TimeSpan.FromSeconds(2),
        TakeDigests = false,
    };

    private static readonly object Work = OnlineToy.Transaction(
        "work",
        "ACCESS SHARE",
        "select pg_sleep(2.5)"
    );

    [Fact]
    public async Task After_long_work_a_concurrent_build_waits_for_a_writer()
    {
        await using var shop = await Shop.CreateAsync();
        await using var writer = await HolderAsync(shop, "row exclusive");
        var applying = Shop.Migrator(shop, Impatient)
            .ApplyAsync(
                OnlineToy.Of(
                    Work,
                    OnlineToy.Alone(
                        "build",
                        "create index concurrently slow on public.customers (name)"
                    )
                )
            );

        while (
            !applying.IsCompleted
            && !await shop.ScalarAsync<bool>(
                "select exists (select from pg_stat_progress_create_index where lockers_total > 0)"
            )
        )
        {
            await Task.Delay(20);
        }

        await Task.Delay(200);
        await CommitAsync(writer);

        (await applying).Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    [Fact]
    public async Task After_long_work_a_lock_is_asked_for_again() =>
        await ShouldGetLockAsync(
            Work,
            OnlineToy.Transaction(
                "lock",
                "ACCESS EXCLUSIVE",
                "lock table public.customers in access exclusive mode"
            )
        );

    [Fact]
    public async Task A_lock_that_is_wanted_at_the_end_of_long_work_is_asked_for_again() =>
        await ShouldGetLockAsync(
            OnlineToy.Transaction(
                "lock",
                "ACCESS SHARE",
                "select pg_sleep(2.5)",
                "lock table public.customers in access exclusive mode"
            )
        );

    [Fact]
    public async Task A_lock_that_is_held_for_longer_is_given_up_at_the_deadline()
    {
        await using var shop = await Shop.CreateAsync();
        await using var reader = await HolderAsync(shop, "access share");

        var error = await Should.ThrowAsync<LockTimeoutException>(() =>
            Shop.Migrator(shop, Impatient)
                .ApplyAsync(
                    OnlineToy.Of(
                        OnlineToy.Transaction(
                            "lock",
                            "ACCESS EXCLUSIVE",
                            "lock table public.customers in access exclusive mode"
                        )
                    )
                )
        );

        error.Message.ShouldContain("could not be acquired within 2 s");
    }

    [Fact]
    public async Task After_a_build_that_lost_a_deadlock_other_locks_are_asked_for_shortly_again()
    {
        await using var shop = await Shop.CreateAsync();

        var report = await Shop.Migrator(shop, Impatient)
            .ApplyAsync(
                OnlineToy.Of(
                    OnlineToy.Transaction(
                        "look",
                        "ACCESS SHARE",
                        """
                        do $look$ begin
                            if current_setting('lock_timeout') <> '100ms' then
                                raise exception 'lock_timeout is %', current_setting('lock_timeout');
                            end if;
                        end $look$
                        """
                    ),
                    OnlineToy.Alone(
                        "build",
                        // A session's advisory lock outlives the error: it is lost the first time only.
                        """
                        do $build$ begin
                            if not exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and objid = 4711) then
                                perform pg_advisory_lock(4711);
                                raise exception using errcode = '40P01', message = 'deadlock detected';
                            end if;
                        end $build$
                        """
                    )
                )
            );

        report.Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    /// <summary>A reader goes as soon as the run says that it waits.</summary>
    private static async Task ShouldGetLockAsync(params object[] units)
    {
        await using var shop = await Shop.CreateAsync();
        await using var reader = await HolderAsync(shop, "access share");
        var waiting = new TaskCompletionSource();
        var applying = Shop.Migrator(
                shop,
                Impatient with
                {
                    Progress = new Listener(message =>
                    {
                        if (message.StartsWith("Waiting for", StringComparison.Ordinal))
                        {
                            waiting.TrySetResult();
                        }
                    }),
                }
            )
            .ApplyAsync(OnlineToy.Of(units));

        await Task.WhenAny(applying, waiting.Task);
        await CommitAsync(reader);

        (await applying).Outcome.ShouldBe(ApplyOutcome.Applied);
    }

    private static async Task<NpgsqlConnection> HolderAsync(TestDatabase shop, string mode)
    {
        var holder = await shop.DataSource.OpenConnectionAsync();
        await using var take = new NpgsqlCommand(
            $"begin; lock table customers in {mode} mode",
            holder
        );
        await take.ExecuteNonQueryAsync();
        return holder;
    }

    private static async Task CommitAsync(NpgsqlConnection holder)
    {
        await using var commit = new NpgsqlCommand("commit", holder);
        await commit.ExecuteNonQueryAsync();
    }

    private sealed class Listener(Action<string> hear) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => hear(value.Message);
    }
}
