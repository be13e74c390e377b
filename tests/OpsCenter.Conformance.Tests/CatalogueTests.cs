using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Tests.Entries;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Testing;

namespace OpsCenter.Conformance.Tests;

/// <summary>
/// Each migration of the catalogue breaks exactly the expected laws: no broken law is missed, and there is no false
/// alarm. The derived classes run in parallel.
/// </summary>
public abstract class CatalogueTests
{
    private static readonly IReadOnlyList<Law> Laws = AllLaws.With(
        new LawOptions
        {
            Servers = TestMajorServers.Shared,
            LockWaitLimit = TimeSpan.FromSeconds(1.5),
        }
    );

    /// <summary>Slow laws. A faulty entry is checked against them only if it breaks them or the run is full.</summary>
    private static readonly string[] Slow =
    [
        "any-base",
        "atomic-or-resumable",
        "concurrent-safe",
        "crash-safe",
        "honest-exit",
        "polite-lock-waits",
        "portable",
        "settings-proof",
    ];

    /// <summary>
    /// By default, of the laws that an entry keeps, one in so many is checked: another selection for each entry.
    /// </summary>
    private const int SampleStep = 17;

    private static IReadOnlyList<int> Majors =>
        TestRun.IsFull ? TestMajors.List : [TestMajors.Newest];

    /// <summary>Checks the entry on each major under test that it supports.</summary>
    protected static async Task ShouldBreakExactlyItsLawsAsync(string name)
    {
        TestRun.SkipIfUnchanged("catalogue");
        var entry = CatalogueEntry.Read(name);
        foreach (var major in Majors.Intersect(entry.Majors))
        {
            await using var server = await DatabaseServer.ConnectAsync(
                await TestServer.For(major).ConnectionStringAsync()
            );

            var report = await ConformanceCheck.RunAsync(entry.Pair, server, LawsFor(entry, major));

            Broken(report)
                .ShouldBe(
                    entry.Breaks.Order(StringComparer.Ordinal),
                    $"PostgreSQL {major}: {entry.About}\n{Describe(report)}"
                );
            // If a script fails on an undisturbed database, some laws cannot be checked.
            if (!entry.Breaks.Any(law => law is "applies" or "reversible"))
            {
                report
                    .Results.Where(result => result.Verdict == Verdict.NotChecked)
                    .ShouldBeEmpty(Describe(report));
            }
        }
    }

    /// <summary>The law portable compares all majors, so it runs only once.</summary>
    private static IReadOnlyList<Law> LawsFor(CatalogueEntry entry, int major) =>
        [
            .. Laws.Where(law =>
                entry.Breaks.Contains(law.Id, StringComparer.Ordinal)
                || (
                    TestRun.IsFull
                        ? major == TestMajors.Newest || law.Id != "portable"
                        : IsInSample(entry, law)
                )
            ),
        ];

    private static bool IsInSample(CatalogueEntry entry, Law law) =>
        (entry.Breaks.Count == 0 || !Slow.Contains(law.Id, StringComparer.Ordinal))
        && entry.Name.Concat(law.Id).Sum(letter => letter) % SampleStep == 0;

    private static IEnumerable<string> Broken(ConformanceReport report) =>
        report
            .Results.Where(result => result.Verdict == Verdict.Broken)
            .Select(result => result.Law)
            .Order(StringComparer.Ordinal);

    private static string Describe(ConformanceReport report) =>
        string.Join(
            '\n',
            report.Results.SelectMany(result =>
                result
                    .Outcome.Evidence.Select(evidence =>
                        $"{result.Law} ({result.Verdict}): {evidence} [{string.Join("; ", evidence.Samples)}]"
                    )
                    .Append(
                        result.Outcome.Obstacle is { } obstacle
                            ? $"{result.Law} not checked: {obstacle}"
                            : null
                    )
                    .OfType<string>()
            )
        );
}
