using System.Globalization;
using System.Xml.Linq;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Reports;

/// <summary>
/// A report as JUnit XML with a test case for each law. A broken law is a failure, a law that could not be checked is
/// an error, a law that is broken and declared or has nothing to check is skipped.
/// </summary>
public static class JUnitReport
{
    /// <summary>Creates the XML.</summary>
    /// <param name="report">The report.</param>
    /// <param name="at">The time of the report.</param>
    public static string Write(ConformanceReport report, DateTimeOffset at) => Write([report], at);

    /// <summary>Creates the XML of several reports, with a test suite for each.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="at">The time of the reports.</param>
    public static string Write(IEnumerable<ConformanceReport> reports, DateTimeOffset at) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        + new XElement("testsuites", reports.Select(report => Suite(report, at)))
            .ToString()
            .ReplaceLineEndings("\n")
        + "\n";

    private static XElement Suite(ConformanceReport report, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(report);
        var name = $"{report.Migration} (PostgreSQL {MajorList.Text(report.Majors)})";
        return new XElement(
            "testsuite",
            new XAttribute("name", ReadableText.Of(name)),
            new XAttribute("tests", report.Results.Count),
            new XAttribute("failures", Count(report, Verdict.Broken)),
            new XAttribute("errors", Count(report, Verdict.NotChecked)),
            new XAttribute(
                "skipped",
                Count(report, Verdict.Declared) + Count(report, Verdict.NothingToCheck)
            ),
            new XAttribute("time", Seconds(report.Duration)),
            new XAttribute(
                "timestamp",
                at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
            ),
            new XElement(
                "properties",
                new XElement(
                    "property",
                    new XAttribute("name", "seed"),
                    new XAttribute("value", report.Seed)
                )
            ),
            report.Results.Select(result => Case(report.Migration, result))
        );
    }

    private static XElement Case(string migration, LawResult result)
    {
        var text = TextReport.Describe(result);
        var element = new XElement(
            "testcase",
            new XAttribute("classname", ReadableText.Of(migration)),
            new XAttribute("name", result.Law),
            new XAttribute("time", Seconds(result.Duration))
        );
        if (result.Verdict == Verdict.Holds)
        {
            if (result.Outcome.Notes.Count > 0)
            {
                element.Add(new XElement("system-out", text));
            }

            return element;
        }

        element.Add(
            new XElement(
                result.Verdict switch
                {
                    Verdict.Broken => "failure",
                    Verdict.Declared or Verdict.NothingToCheck => "skipped",
                    _ => "error",
                },
                new XAttribute("message", ReadableText.Of(Message(result))),
                text
            )
        );
        return element;
    }

    private static string Message(LawResult result) =>
        result.Verdict switch
        {
            Verdict.Broken => result.Outcome.Evidence[0].Text,
            Verdict.Declared => $"not promised: {result.Reason}",
            Verdict.NothingToCheck => $"nothing to check: {result.Outcome.Obstacle}",
            _ => $"not checked: {result.Outcome.Obstacle}",
        };

    private static int Count(ConformanceReport report, Verdict verdict) =>
        report.Results.Count(result => result.Verdict == verdict);

    private static string Seconds(TimeSpan duration) =>
        duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
