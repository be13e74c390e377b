using System.Globalization;

namespace OpsCenter.Conformance.Verdicts;

/// <summary>The same observation is said once, with the number of times.</summary>
internal static class RepeatedEvidence
{
    /// <summary>The first of each, in order.</summary>
    public static IEnumerable<Evidence> Once(IEnumerable<Evidence> evidence) =>
        evidence
            .GroupBy(one => one.Text, StringComparer.Ordinal)
            .Select(group =>
            {
                var all = group.ToList();
                var statements = all.Select(one => one.Statement)
                    .Distinct(StringComparer.Ordinal)
                    .Count();
                var times =
                    statements > 1 ? $"By {Number(statements)} statements."
                    : all.Count > 1 ? $"Seen {Number(all.Count)} times."
                    : null;
                return times is null ? all[0] : all[0] with { Text = $"{all[0].Text} {times}" };
            });

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
