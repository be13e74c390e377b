using Npgsql;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Tests.Locking;

public sealed class RunnerWaitsTests
{
    [Fact]
    public async Task The_pg_dump_of_the_run_is_nobody_that_it_waits_for()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        await database.ExecuteAsync("create table t (id int)");
        await using var run = await OpenAsync(database, "opscenter");
        await RunAsync(run, $"select pg_advisory_lock_shared({WorkMark.Key})");
        await using var dump = await OpenAsync(database, OwnDump.NameFor(run.ProcessID));
        await using var other = await OpenAsync(database, OwnDump.NameFor(1));
        foreach (var reader in new[] { dump, other })
        {
            await RunAsync(reader, "begin; lock t in access share mode");
        }

        await using var session = await DatabaseSession.OpenAsync(
            database.DataSource,
            CancellationToken.None
        );
        var waits = await RunnerWaits.FindAsync(
            session,
            [(await database.ScalarAsync<long>("select 't'::regclass::oid::bigint"))],
            TimeSpan.Zero,
            CancellationToken.None
        );

        waits.Select(blocker => blocker.Pid).ShouldBe([other.ProcessID]);
    }

    [Fact]
    public async Task A_role_that_does_not_see_since_when_a_lock_is_held_sees_who_holds_it()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        var role = $"blind_{Guid.NewGuid():N}"[..20];
        await database.ExecuteAsync(
            $"create table t (id int); create role {role} login password '{role}'"
        );
        try
        {
            await using var holder = await OpenAsync(database, "nightly");
            await RunAsync(holder, "begin; lock t in access share mode");
            await using var source = NpgsqlDataSource.Create(
                $"{database.ConnectionString};Username={role};Password={role};Pooling=false"
            );
            await using var session = await DatabaseSession.OpenAsync(
                source,
                CancellationToken.None
            );

            var waits = await RunnerWaits.FindAsync(
                session,
                [(await database.ScalarAsync<long>("select 't'::regclass::oid::bigint"))],
                TimeSpan.FromSeconds(1),
                CancellationToken.None
            );

            waits.Select(blocker => blocker.Pid).ShouldBe([holder.ProcessID]);
        }
        finally
        {
            await database.ExecuteAsync($"drop role {role}");
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database, string name)
    {
        var connection = new NpgsqlConnection(
            $"{database.ConnectionString};Application Name={name};Pooling=false"
        );
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
