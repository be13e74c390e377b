using Npgsql;

namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>The status of a folder while another session runs its migrations.</summary>
public sealed class RunInProgressTests
{
    [Fact]
    public async Task The_status_names_the_run_and_whom_it_waits_for()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_email", "alter table reader add email text;");
        await using var holder = await test.Database.DataSource.OpenConnectionAsync();
        await ExecuteAsync(holder, "begin; lock table reader in access share mode");
        var waits = new TaskCompletionSource();
        var applying = test.Migrator(
                options: new MigratorOptions
                {
                    Progress = new Listener(message =>
                    {
                        if (message.StartsWith("Waiting for", StringComparison.Ordinal))
                        {
                            waits.TrySetResult();
                        }
                    }),
                }
            )
            .ApplyAsync();
        await Task.WhenAny(applying, waits.Task);

        var status = await test.Migrator().StatusAsync();
        await ExecuteAsync(holder, "commit");
        await applying;

        status.Runner.ShouldNotBeNull().ShouldStartWith("pid ");
        status.RunnerWaitsFor.ShouldHaveSingleItem().ShouldStartWith($"pid {holder.ProcessID} (");
    }

    [Fact]
    public async Task Without_a_run_it_names_none()
    {
        await using var test = await FolderCase.CreateAsync();
        test.With("1_email", "alter table reader add email text;");
        await test.Migrator().ApplyAsync();

        var status = await test.Migrator().StatusAsync();

        status.Runner.ShouldBeNull();
        status.RunnerWaitsFor.ShouldBeEmpty();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Listener(Action<string> hear) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => hear(value.Message);
    }
}
