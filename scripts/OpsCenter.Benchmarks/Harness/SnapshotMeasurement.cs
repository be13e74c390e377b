using System.Diagnostics;
using OpsCenter.Benchmarks.Reports;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Snapshots;

namespace OpsCenter.Benchmarks.Harness;

/// <summary>The duration of a schema snapshot.</summary>
/// <param name="Facts">The number of facts.</param>
/// <param name="Median">The median.</param>
/// <param name="Worst">The maximum.</param>
internal sealed record SnapshotMeasurement(int Facts, TimeSpan Median, TimeSpan Worst)
{
    public const int Tables = 100;
    public const int Rounds = 50;

    /// <summary>Each table has ten columns, a primary key, a foreign key, two more indexes and a comment.</summary>
    private const string Schema = """
        do $$
        begin
            for i in 1..100 loop
                execute format('create table t%s (id bigint generated always as identity primary key, parent bigint references t%s,
                    a text not null default ''x'', b numeric(12, 4), c timestamptz default now(), d jsonb, e uuid, f int check (f > 0),
                    g varchar(40), h boolean default false)', i, greatest(i - 1, 1));
                execute format('create index on t%s (a, c desc)', i);
                execute format('create index on t%s (g) where h', i);
                execute format('comment on table t%s is ''table %s''', i, i);
            end loop;
        end
        $$
        """;

    public static async Task<SnapshotMeasurement> TakeAsync(DatabaseServer server)
    {
        Console.WriteLine($"  snapshot of {Tables} tables");
        await using var database = await server.CreateAsync();
        await database.ExecuteAsync(Schema);
        await database.ExecuteAsync("vacuum analyze");
        // A warm-up: a backend fills its catalog caches and prepares the queries once.
        var facts = (await SchemaSnapshot.TakeAsync(database.DataSource)).Facts.Count;
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await SchemaSnapshot.TakeAsync(database.DataSource);
            times.Add(watch.Elapsed);
        }

        return new SnapshotMeasurement(facts, Figures.Median(times), times.Max());
    }
}
