using System.Diagnostics;
using Npgsql;

namespace OpsCenter.Schema.V1;

/// <summary>Builds a V1 database with sample data, where there is none.</summary>
public static class V1Seeder
{
    /// <summary>
    /// Creates the shape's tables in the first schema of the search_path, fills them, and grants them to <c>unicorn</c>; all of it
    /// in one transaction and without a command timeout. Where the tables exist, nothing is touched. Of several seeds at once,
    /// one works and the others wait for it. Shape A needs CREATE on the schema, shape B also CREATE on the database.
    /// </summary>
    /// <exception cref="HalfMadeV1Exception">Only some of the tables exist.</exception>
    /// <exception cref="V1SeedException">The role lacks a privilege, the server an extension, or the database UTF8.</exception>
    public static async Task<V1SeedReport> SeedAsync(
        NpgsqlDataSource dataSource,
        V1SeedOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var watch = Stopwatch.StartNew();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var statements = new SeedStatements(connection, cancellationToken);

        var target = await statements.BeginAsync();
        await statements.LockOutOtherSeedsAsync();
        var tables = V1Tables.Of(options.Shape);
        var present = await statements.VisibleOfAsync(tables, target);
        if (present.Count == tables.Count)
        {
            var untouched = tables.Select(table => new V1SeededTable(table, Rows: null));
            return new(options.Shape, true, [.. untouched], null, watch.Elapsed);
        }

        if (present.Count > 0)
        {
            throw new HalfMadeV1Exception(
                options.Shape,
                present,
                [.. tables.Except(present, StringComparer.Ordinal)]
            );
        }

        var schema = SeedRefusal.EnsureRoom(options.Shape, target);
        await BuildAsync(statements, options, schema);
        var rows = await statements.CountAsync(tables, schema);
        var granted = await statements.RoleExistsAsync();
        await transaction.CommitAsync(cancellationToken);
        return new(options.Shape, false, rows, granted ? V1Tables.Role : null, watch.Elapsed);
    }

    private static async Task BuildAsync(
        SeedStatements statements,
        V1SeedOptions options,
        string schema
    )
    {
        var shape = options.Shape == V1Shape.A ? "a" : "b";
        try
        {
            await statements.RunAsync($"v1/shape_{shape}.sql", schema);
        }
        catch (PostgresException error)
            when (SeedRefusal.RemedyFor(options.Shape, error.SqlState) is { } remedy)
        {
            throw new V1SeedException(
                $"V1 shape {options.Shape} cannot be built here: {error.MessageText}. Nothing was changed.",
                remedy,
                error
            );
        }

        if (options.StartupIndexes && options.Shape == V1Shape.A)
        {
            await statements.RunAsync("v1/shape_a_startup_indexes.sql", schema);
        }

        await statements.SetUsageRowsAsync(options.UsageRows);
        await statements.RunAsync($"v1/sample_data_{shape}.sql", schema);
        await statements.RunAsync("v1/grants.sql", schema);
    }
}
