using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace OpsCenter.AppHost.Seed;

/// <summary>Drops the database of our own server, and seeds it again.</summary>
internal sealed class Reseed(
    IResourceWithConnectionString server,
    string databaseName,
    ProjectResource seed,
    ProjectResource? traffic
)
{
    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var commands = services.GetRequiredService<ResourceCommandService>();
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        if (traffic is not null)
        {
            await commands.ExecuteCommandAsync(
                traffic,
                KnownResourceCommands.StopCommand,
                cancellationToken
            );
        }

        await DropAndCreateAsync(cancellationToken);
        var started = DateTime.UtcNow;
        await commands.ExecuteCommandAsync(
            seed,
            KnownResourceCommands.StartCommand,
            cancellationToken
        );
        var ended = await notifications.WaitForResourceAsync(
            seed.Name,
            update =>
                update.Snapshot.StopTimeStamp > started
                && KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text),
            cancellationToken
        );
        if (ended.Snapshot.ExitCode is not 0)
        {
            throw new InvalidOperationException(
                $"{seed.Name} ended with exit code {ended.Snapshot.ExitCode}. Its log says why."
            );
        }

        if (traffic is not null)
        {
            await commands.ExecuteCommandAsync(
                traffic,
                KnownResourceCommands.StartCommand,
                cancellationToken
            );
        }
    }

    private async Task DropAndCreateAsync(CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(
            await server.GetConnectionStringAsync(cancellationToken)
        )
        {
            Database = "postgres",
            Pooling = false,
        };
        var name = $"\"{databaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (
            var statement in new[]
            {
                $"drop database if exists {name} with (force)",
                $"create database {name}",
            }
        )
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
