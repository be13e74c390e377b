using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Conformance.Majors;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>
/// portable: the scripts have the same result on every major. Failures that also occur on the server under test are
/// reported by other laws.
/// </summary>
internal sealed partial class Portable(LawOptions options) : Law
{
    private const int Parallelism = 2;

    private readonly IMajorServers _servers = options.Servers ?? EmbeddedMajorServers.Shared;

    public override string Id => "portable";

    public override string Promise =>
        $"On PostgreSQL {string.Join(", ", options.Majors)} the scripts apply, preserve and roll back as on "
        + "the server under test, and create the same schema.";

    public override bool ComparesMajors => true;

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        if (options.Majors.All(major => major == trial.Server.Major))
        {
            return LawOutcome.NothingToCheck("There is no other major to compare with.");
        }

        var reference = await UpDownRun.RunAsync(trial, trial.CreateBaseAsync, cancellation);
        var found = new ConcurrentDictionary<int, IReadOnlyList<Evidence>>();
        var notes = new ConcurrentDictionary<int, string>();
        var missing = new ConcurrentDictionary<int, string>();
        await Parallel.ForEachAsync(
            options.Majors.Where(major => major != trial.Server.Major),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Parallelism,
                CancellationToken = cancellation,
            },
            async (major, stop) =>
            {
                try
                {
                    found[major] = await CompareAsync(trial, reference, major, stop);
                }
                catch (MajorUnavailableException unavailable)
                {
                    missing[major] = unavailable.Message;
                }
                catch (PreparationFailedException failure)
                {
                    notes[major] = string.Create(
                        CultureInfo.InvariantCulture,
                        $"The base cannot be built on PostgreSQL {major}: {failure.Message}"
                    );
                }
            }
        );
        // If the base cannot be built on any other major, nothing was compared.
        if (found.IsEmpty && !notes.IsEmpty)
        {
            return LawOutcome.NotChecked(
                string.Join(' ', notes.OrderBy(on => on.Key).Select(on => on.Value))
            );
        }

        var evidence = found.OrderBy(on => on.Key).SelectMany(on => on.Value).ToArray();
        var unavailableMajors = missing.OrderBy(on => on.Key).Select(on => on.Value).ToArray();
        return evidence.Length == 0 && unavailableMajors.Length > 0 && options.RequireEveryMajor
            ? LawOutcome.NotChecked(string.Join(' ', unavailableMajors))
            : LawOutcome.Of(
                evidence,
                [.. notes.OrderBy(on => on.Key).Select(on => on.Value), .. unavailableMajors]
            );
    }

    private async Task<IReadOnlyList<Evidence>> CompareAsync(
        Trial trial,
        UpDownRun reference,
        int major,
        CancellationToken cancellation
    )
    {
        var server = await _servers.GetAsync(major, cancellation);
        var actual = await UpDownRun.RunAsync(
            trial,
            async stop =>
            {
                var database = await server.CreateAsync(cancellation: stop);
                await trial.BuildBaseAsync(database.ConnectionString, stop);
                return database;
            },
            cancellation
        );
        var known = reference.Failures.Select(failure => failure.Stage).ToHashSet();
        var failures = actual.Failures.Where(failure => !known.Contains(failure.Stage)).ToArray();
        var place = string.Create(CultureInfo.InvariantCulture, $"On PostgreSQL {major}: ");
        return
        [
            .. failures.Select(failure =>
                failure.Evidence with
                {
                    Text = place + failure.Evidence.Text,
                }
            ),
            .. failures.Any(failure => failure.Stage == Stage.Applies)
                ? []
                : Differences(reference, actual).Select(text => new Evidence(place + text)),
        ];
    }

    /// <summary>Each major formats the query of a view or rule differently: only its columns are compared.</summary>
    private static bool IsComparable(SchemaDifference fact) =>
        !fact.Identity.StartsWith("view definition ", StringComparison.Ordinal)
        && !fact.Identity.StartsWith("rule ", StringComparison.Ordinal);

    /// <summary>
    /// The definition without parts that depend on the major: the privilege MAINTAIN, which owners have since
    /// PostgreSQL 17 (manual, "Privileges"), and the versions of extensions.
    /// </summary>
    private static string Comparable(SchemaDifference fact) =>
        fact.Identity.StartsWith("extension ", StringComparison.Ordinal)
            ? Version.Replace(fact.After ?? "", "")
            : Maintain.Replace(fact.After ?? "", "");

    private static IEnumerable<string> Differences(UpDownRun reference, UpDownRun actual)
    {
        var expected = reference
            .Added.Where(IsComparable)
            .ToDictionary(fact => fact.Identity, StringComparer.Ordinal);
        var others = actual
            .Added.Where(IsComparable)
            .ToDictionary(fact => fact.Identity, StringComparer.Ordinal);
        foreach (var fact in expected.Values)
        {
            if (!others.TryGetValue(fact.Identity, out var other))
            {
                yield return $"{fact.Identity} is created on the server under test, but not here.";
            }
            else if (
                Comparable(fact) != Comparable(other)
                && !PrintedExpressions.AreSame(fact.After, other.After)
            )
            {
                yield return $"{fact.Identity} differs from the server under test: {other.After} instead of {fact.After}.";
            }
        }

        foreach (var fact in others.Values.Where(fact => !expected.ContainsKey(fact.Identity)))
        {
            yield return $"{fact.Identity} is created here, but not on the server under test.";
        }
    }

    [GeneratedRegex(@"(?<==[arwdDxt*]*)m\*?(?=/)")]
    private static partial Regex Maintain { get; }

    [GeneratedRegex(@"version=\S+")]
    private static partial Regex Version { get; }
}
