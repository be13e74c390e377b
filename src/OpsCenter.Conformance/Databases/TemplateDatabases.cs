using System.Collections.Concurrent;
using Npgsql;

namespace OpsCenter.Conformance.Databases;

/// <summary>The template databases of one server.</summary>
internal sealed class TemplateDatabases(DatabaseServer server)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _built = new(
        StringComparer.Ordinal
    );

    /// <summary>Builds the template if necessary; returns the name of its database.</summary>
    public Task<string> EnsureAsync(DatabaseTemplate template, CancellationToken cancellation) =>
        _built
            .GetOrAdd(
                template.Name,
                _ => new Lazy<Task<string>>(() => BuildAsync(template, cancellation))
            )
            .Value;

    /// <summary>Drops a template that was built. Clones of it stay.</summary>
    public async Task DropAsync(DatabaseTemplate template)
    {
        if (_built.TryRemove(template.Name, out var built) && built.IsValueCreated)
        {
            // One that could not be built was dropped then.
            await built.Value.ContinueWith(
                _ => { },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            if (built.Value.IsCompletedSuccessfully)
            {
                await server.DropAsync(await built.Value);
            }
        }
    }

    public async Task DropAsync()
    {
        foreach (var built in _built.Values)
        {
            if (built.IsValueCreated && built.Value.IsCompletedSuccessfully)
            {
                await server.DropAsync(await built.Value);
            }
        }

        _built.Clear();
    }

    private async Task<string> BuildAsync(DatabaseTemplate template, CancellationToken cancellation)
    {
        var source = template.Parent is { } parent
            ? await EnsureAsync(parent, cancellation)
            : "template0";
        var name = DatabaseServer.NextName("template");
        await server.CreateAsync(name, source, cancellation);
        try
        {
            // A database with an open connection cannot be cloned, so connections must not be pooled.
            var connectionString = new NpgsqlConnectionStringBuilder(
                server.ConnectionStringFor(name)
            )
            {
                Pooling = false,
            };
            await template.Build(connectionString.ConnectionString, cancellation);
            return name;
        }
        catch
        {
            await server.DropAsync(name);
            throw;
        }
    }
}
