using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Conformance.Journeys;
using OpsCenter.Conformance.Majors;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>portable: on every major the scripts do what they do on the one under test. What they do wrong there, too, is said by other laws.</summary>
internal sealed partial class Portable(LawOptions options) : Law
{
    private const int AtATime = 2;

    private readonly IMajorServers _servers = options.Servers ?? EmbeddedMajorServers.Shared;

    public override string Id => "portable";

    public override string Promise =>
        $"On PostgreSQL {string.Join(", ", options.Majors)} the scripts run, preserve and reverse as they do on the server under test, and make the same schema.";

    public override async Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation)
    {
        await using var database = await trial.CreateBaseAsync(cancellation);
        var home = await Journey.MakeAsync(trial, database, cancellation);
        var found = new ConcurrentDictionary<int, IReadOnlyList<Evidence>>();
        var notes = new ConcurrentDictionary<int, string>();
        var missing = new ConcurrentDictionary<int, string>();
        await Parallel.ForEachAsync(
            options.Majors.Where(major => major != trial.Server.Major),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = AtATime,
                CancellationToken = cancellation,
            },
            async (major, stop) =>
            {
                try
                {
                    found[major] = await CompareAsync(trial, home, major, stop);
                }
                catch (MajorMissingException nowhere)
                {
                    missing[major] = nowhere.Message;
                }
                catch (PreparationFailedException unbuilt)
                {
                    notes[major] = string.Create(
                        CultureInfo.InvariantCulture,
                        $"The base cannot be built on PostgreSQL {major}: {unbuilt.Message}"
                    );
                }
            }
        );
        // A base of one major's own is looked at where it can be built. If it can be nowhere, nothing was looked at.
        if (found.IsEmpty && !notes.IsEmpty)
        {
            return LawOutcome.NotChecked(
                string.Join(' ', notes.OrderBy(on => on.Key).Select(on => on.Value))
            );
        }

        var evidence = found.OrderBy(on => on.Key).SelectMany(on => on.Value).ToArray();
        var untried = missing.OrderBy(on => on.Key).Select(on => on.Value).ToArray();
        return evidence.Length == 0 && untried.Length > 0 && options.DemandsEveryMajor
            ? LawOutcome.NotChecked(string.Join(' ', untried))
            : LawOutcome.Of(
                evidence,
                [.. notes.OrderBy(on => on.Key).Select(on => on.Value), .. untried]
            );
    }

    private async Task<IReadOnlyList<Evidence>> CompareAsync(
        Trial trial,
        Journey home,
        int major,
        CancellationToken cancellation
    )
    {
        var server = await _servers.GetAsync(major, cancellation);
        await using var database = await server.CreateAsync(cancellation: cancellation);
        await trial.BuildBaseAsync(database.ConnectionString, cancellation);
        var there = await Journey.MakeAsync(trial, database, cancellation);
        var known = home.Faults.Select(fault => fault.Stage).ToHashSet();
        var faults = there.Faults.Where(fault => !known.Contains(fault.Stage)).ToArray();
        var place = string.Create(CultureInfo.InvariantCulture, $"On PostgreSQL {major}: ");
        return
        [
            .. faults.Select(fault => fault.Evidence with { Text = place + fault.Evidence.Text }),
            .. faults.Any(fault => fault.Stage == Stage.Applies)
                ? []
                : Differences(home, there).Select(text => new Evidence(place + text)),
        ];
    }

    /// <summary>Majors write the query of a view or rule in other words: its columns are compared.</summary>
    private static bool IsComparable(SchemaDifference fact) =>
        !fact.Identity.StartsWith("view definition ", StringComparison.Ordinal)
        && !fact.Identity.StartsWith("rule ", StringComparison.Ordinal);

    /// <summary>
    /// What does not depend on the server. PostgreSQL 17 and newer give an owner MAINTAIN beside the rest (manual, "Privileges"): it is
    /// the last letter. Each major brings extensions in versions of its own.
    /// </summary>
    private static string Comparable(SchemaDifference fact) =>
        fact.Identity.StartsWith("extension ", StringComparison.Ordinal)
            ? Version.Replace(fact.After ?? "", "")
            : Maintain.Replace(fact.After ?? "", "");

    private static IEnumerable<string> Differences(Journey home, Journey there)
    {
        var here = home
            .Added.Where(IsComparable)
            .ToDictionary(fact => fact.Identity, StringComparer.Ordinal);
        var others = there
            .Added.Where(IsComparable)
            .ToDictionary(fact => fact.Identity, StringComparer.Ordinal);
        foreach (var fact in here.Values)
        {
            if (!others.TryGetValue(fact.Identity, out var other))
            {
                yield return $"{fact.Identity} is not made, as it is on the server under test.";
            }
            else if (Comparable(fact) != Comparable(other))
            {
                yield return $"{fact.Identity} is not what it is on the server under test: {other.After} instead of {fact.After}.";
            }
        }

        foreach (var fact in others.Values.Where(fact => !here.ContainsKey(fact.Identity)))
        {
            yield return $"{fact.Identity} is made, and is not on the server under test.";
        }
    }

    [GeneratedRegex(@"(?<==[arwdDxt*]*)m\*?(?=/)")]
    private static partial Regex Maintain { get; }

    [GeneratedRegex(@"version=\S+")]
    private static partial Regex Version { get; }
}
