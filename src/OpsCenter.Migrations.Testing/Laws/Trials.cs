using System.Collections.Concurrent;
using OpsCenter.Conformance;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>The trials of this process: the tests of a class share templates and images.</summary>
internal static class Trials
{
    private static readonly ConcurrentDictionary<
        (Type Subject, string Shape, int Major),
        Lazy<Task<Trial>>
    > Begun = new();

    public static Task<Trial> OfAsync(MigrationConformance subject, string shape, int major) =>
        Begun
            .GetOrAdd(
                (subject.GetType(), shape, major),
                _ => new Lazy<Task<Trial>>(() => BeginAsync(subject, shape, major))
            )
            .Value;

    private static async Task<Trial> BeginAsync(
        MigrationConformance subject,
        string shape,
        int major
    )
    {
        var pair = subject.PairOn(subject.Bases.Single(candidate => candidate.Name == shape));
        return new Trial(pair, await TestServer.For(major).StartAsync(), subject.Seed);
    }
}
