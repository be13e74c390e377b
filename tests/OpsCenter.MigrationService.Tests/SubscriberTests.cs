using CliWrap;
using CliWrap.Buffered;
using Npgsql;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Schema.V1;
using OpsCenter.Testing;
using OpsCenter.Testing.Prerequisites;
using OpsCenter.Testing.Servers;

namespace OpsCenter.MigrationService.Tests;

/// <summary>What docs/preflight/publications.md says about a rollback is done as it stands there, on two servers, while V1's table is written to.</summary>
public sealed class SubscriberTests
{
    private static readonly (string, string)[] Settings =
    [
        ("wal_level", "logical"),
        ("max_wal_senders", "4"),
        ("max_replication_slots", "4"),
    ];

    /// <summary>So big that its values are copied while others write: the file grows by a hole, which is read as empty pages.</summary>
    private const string Big = """
        do $$
        begin
            execute format('copy (select) to program %L', format('cat > /dev/null; dd if=/dev/null of=%s bs=8192 count=0 seek=4096 2> /dev/null',
                pg_relation_filepath('llm_usage_logs')));
        end
        $$;
        """;

    private const string Used = """
        insert into model_pricing (model_id, provider, input_price_per_1k, output_price_per_1k) values ('gpt', 'openai', 1, 1);
        update llm_providers set base_url = 'https://here';
        """;

    [Fact]
    public async Task A_subscriber_goes_on_through_a_rollback_as_the_page_describes_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The page's commands are for a POSIX shell.");
        using var backups = new BackupFolder();
        var major = await PgDumpProgram.DumpableMajorAsync();
        await using var publisher = await OwnServer.StartAsync(major, Settings);
        await using var subscriber = await OwnServer.StartAsync(major, Settings);
        await using (var source = NpgsqlDataSource.Create(publisher.ConnectionString))
        {
            await V1Seeder.SeedAsync(source, new V1SeedOptions { UsageRows = 100 });
        }

        var shell = new Shell(await PgDumpProgram.FolderAsync(), publisher, subscriber, backups);
        await shell.RunAsync(
            """
            pg_dump "$PUBLISHER" | psql -X -q "$SUBSCRIBER"
            psql -X "$PUBLISHER" -c 'create publication news for all tables'
            psql -X "$SUBSCRIBER" -c "create subscription news connection '$PUBLISHER' publication news with (copy_data = false)"
            opscenter apply --connection "$SUBSCRIBER"
            opscenter apply --connection "$PUBLISHER" --allow publications
            """
        );
        await publisher.ExecuteAsync(Used + Big);

        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(publisher, stop.Token);
        var steps = DocumentedCode.Blocks("docs/preflight/publications.md", "bash");
        foreach (var step in steps)
        {
            await shell.RunAsync(step);
        }

        await stop.CancelAsync();
        var written = await writing;

        steps.Count.ShouldBe(3);
        await publisher.ExecuteAsync("insert into llm_usage_logs (user_id) values ('afterwards')");
        await shell.RunAsync(
            """
            until psql -XAt "$SUBSCRIBER" -c "select count(*) from llm_usage_logs where user_id = 'afterwards'" | grep -qx 1
            do sleep 0.2; done
            """
        );
        (await WrittenAsync(subscriber)).ShouldBe(await WrittenAsync(publisher));
        written.ShouldBeGreaterThan(0);
        (
            await subscriber.ScalarAsync<bool>("select to_regclass('model_pricing') is null")
        ).ShouldBeTrue();
    }

    private static Task<string?> WrittenAsync(OwnServer server) =>
        server.ScalarAsync<string>(
            "select md5(string_agg(user_id || ' ' || id, ',' order by id)) from llm_usage_logs"
        );

    /// <summary>Writes V2's column until it is gone, and V1's columns from then on.</summary>
    /// <returns>The number of rows that had a value of V2's.</returns>
    private static async Task<int> WriteAsync(OwnServer server, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var (written, columns, values) = (0, "user_id, source", "'writer', 'web'");
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var command = source.CreateCommand(
                    $"insert into llm_usage_logs ({columns}) values ({values})"
                );
                await command.ExecuteNonQueryAsync(CancellationToken.None);
                written += columns == "user_id" ? 0 : 1;
            }
            catch (PostgresException gone)
                when (gone.SqlState == PostgresErrorCodes.UndefinedColumn && columns != "user_id")
            {
                (columns, values) = ("user_id", "'writer'");
            }

            await Task.Delay(5, CancellationToken.None);
        }

        return written;
    }

    private sealed class Shell(
        string clients,
        OwnServer publisher,
        OwnServer subscriber,
        BackupFolder backups
    )
    {
        public async Task RunAsync(string script)
        {
            using var patience = new CancellationTokenSource(OpsCenterProcess.Patience);
            var result = await Cli.Wrap("bash")
                .WithArguments(["-c", $"set -e\n{script}"])
                .WithEnvironmentVariables(variables =>
                    variables
                        .Set(
                            "PATH",
                            $"{Path.GetDirectoryName(OpsCenterProcess.Program)}:{clients}:{Environment.GetEnvironmentVariable("PATH")}"
                        )
                        .Set("PUBLISHER", Uri(publisher))
                        .Set("SUBSCRIBER", Uri(subscriber))
                        .Set("OPSCENTER_BACKUP_DIR", backups.Path)
                )
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
            result.ExitCode.ShouldBe(
                0,
                $"{script}\n{result.StandardOutput}\n{result.StandardError}"
            );
        }

        private static string Uri(OwnServer server)
        {
            var target = new NpgsqlConnectionStringBuilder(server.ConnectionString);
            return $"postgresql://{target.Username}:{target.Password}@127.0.0.1:{server.Port}/{target.Database}";
        }
    }
}
