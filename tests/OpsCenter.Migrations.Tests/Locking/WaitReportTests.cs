using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Migrations.Tests.Online;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Migrations.Tests.VersionRuns;

namespace OpsCenter.Migrations.Tests.Locking;

/// <summary>What is told of a wait is kept up to date while it lasts, for a unit of a script and for a migration of a folder.</summary>
public sealed partial class WaitReportTests
{
    private readonly MigratorOptions _options;
    private readonly List<Wait> _waits = [];
    private readonly TaskCompletionSource _seen = new();

    public WaitReportTests() =>
        _options = new MigratorOptions
        {
            LockTimeout = TimeSpan.FromMilliseconds(100),
            LockDeadline = TimeSpan.FromSeconds(40),
            TakeDigests = false,
            Progress = new Listener(Hear),
        };

    [Fact]
    public async Task A_unit_of_a_script()
    {
        await using var shop = await Shop.CreateAsync();
        var table = await shop.ScalarAsync<long>("select 'customers'::regclass::oid::bigint");

        await ShouldBeUpToDateAsync(
            shop,
            "lock table customers in access share mode",
            () =>
                Shop.Migrator(shop, _options)
                    .ApplyAsync(
                        OnlineToy.Of(
                            OnlineToy.Lock(
                                table,
                                "lock",
                                "ACCESS EXCLUSIVE",
                                "lock table public.customers in access exclusive mode"
                            )
                        )
                    )
        );
    }

    [Fact]
    public async Task A_migration_of_a_folder()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_email", "alter table reader add email text;");

        await ShouldBeUpToDateAsync(
            test.Database,
            "lock table reader in access share mode",
            () => test.Migrator(options: _options).ApplyAsync()
        );
        _waits.ShouldAllBe(wait => wait.Purpose == "run 1_email.up.sql");
    }

    private async Task ShouldBeUpToDateAsync(
        TestDatabase database,
        string lockTable,
        Func<Task> apply
    )
    {
        await using var holder = await database.DataSource.OpenConnectionAsync();
        await using (var take = new NpgsqlCommand($"begin; {lockTable}", holder))
        {
            await take.ExecuteNonQueryAsync();
        }

        var applying = apply();
        await Task.WhenAny(applying, _seen.Task);
        await using (var commit = new NpgsqlCommand("commit", holder))
        {
            await commit.ExecuteNonQueryAsync();
        }

        await applying;
        lock (_waits)
        {
            _waits.ShouldAllBe(wait => wait.Pid == holder.ProcessID);
            // Several times in the first five seconds, the time after which a line that stays is repeated.
            _waits.Count.ShouldBeGreaterThanOrEqualTo(3);
            _waits[^1].Open.ShouldBeGreaterThan(_waits[0].Open);
            _waits[^1].Left.ShouldBeLessThan(_waits[0].Left);
        }
    }

    private void Hear(string message)
    {
        if (Told().Match(message) is not { Success: true } told)
        {
            return;
        }

        lock (_waits)
        {
            _waits.Add(
                new Wait(
                    int.Parse(told.Groups["pid"].Value, CultureInfo.InvariantCulture),
                    told.Groups["purpose"].Value,
                    int.Parse(told.Groups["left"].Value, CultureInfo.InvariantCulture),
                    double.Parse(told.Groups["open"].Value, CultureInfo.InvariantCulture)
                )
            );
            if (_waits[^1].Left < 37)
            {
                _seen.TrySetResult();
            }
        }
    }

    [GeneratedRegex(
        @"^Waiting for pid (?<pid>\d+) \(.+, .+\), to (?<purpose>.+); gives up in (?<left>\d+) s; \k<pid> is open for (?<open>[\d.]+) s, idle in transaction: ",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Told();

    private sealed record Wait(int Pid, string Purpose, int Left, double Open);

    private sealed class Listener(Action<string> hear) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => hear(value.Message);
    }
}
