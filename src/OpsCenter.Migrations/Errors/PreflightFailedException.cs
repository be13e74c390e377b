using System.Globalization;
using System.Text;

namespace OpsCenter.Migrations.Errors;

/// <summary>Something was found before anything was touched; the message numbers all of it.</summary>
public sealed class PreflightFailedException : MigrationException
{
    /// <summary>Creates the error.</summary>
    /// <param name="migration">The migration's name.</param>
    /// <param name="findings">What stands in the way, each of it.</param>
    public PreflightFailedException(string migration, IReadOnlyList<PreflightFinding> findings)
        : base("preflight", Numbered(migration, findings), RemedyFor(findings)) =>
        Findings = findings;

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; }

    private static string Numbered(string migration, IReadOnlyList<PreflightFinding> findings)
    {
        var text = new StringBuilder(
            $"{migration} was not begun, nothing was touched. In the way:"
        );
        foreach (var (index, finding) in findings.Index())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n  {index + 1}. {finding.Message}\n     {finding.Why}\n     {finding.Remedy}"
            );
            if (finding.MayBeAllowed)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n     Or: --allow {finding.Id}");
            }
        }

        return text.ToString();
    }

    private static string RemedyFor(IReadOnlyList<PreflightFinding> findings)
    {
        var allowable = findings
            .Where(finding => finding.MayBeAllowed)
            .Select(finding => $"--allow {finding.Id}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return
            allowable.Count
            == findings.Select(finding => finding.Id).Distinct(StringComparer.Ordinal).Count()
            ? $"Fix each and repeat, or take the responsibility: {string.Join(' ', allowable)}"
            : "Fix each and repeat; opscenter help RULE has a page for each.";
    }
}
