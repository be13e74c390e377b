using System.Collections.Concurrent;
using OpsCenter.Conformance.Trials;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>The trials of this process. The tests of a class share one, with its templates and images.</summary>
internal static class TrialCache
{
    private static readonly ConcurrentDictionary<
        (Type Subject, string Shape, int Major),
        Lazy<Task<Trial>>
    > Trials = new();

    public static Task<Trial> GetAsync(IMigrationUnderTest subject, string shape, int major) =>
        Trials
            .GetOrAdd(
                (subject.GetType(), shape, major),
                _ => new Lazy<Task<Trial>>(() => CreateAsync(subject, shape, major))
            )
            .Value;

    private static async Task<Trial> CreateAsync(
        IMigrationUnderTest subject,
        string shape,
        int major
    )
    {
        var pair = subject.PairOn(subject.Bases.Single(candidate => candidate.Name == shape));
        return new Trial(pair, await TestServer.For(major).StartAsync(), subject.Seed);
    }
}
