using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using OpsCenter.Conformance.Reports;
using OpsCenter.Testing;

namespace OpsCenter.Conformance.Tests.Reports;

public sealed class ReportTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static string Folder { get; } =
        WorkingCopy.PathOf("tests", "OpsCenter.Conformance.Tests", "Reports");

    [Fact]
    public void The_text_is_as_approved() =>
        Approve(
            "report.approved.txt",
            string.Join('\n', SampleReport.Mixed.Results.Select(TextReport.Describe)) + "\n"
        );

    [Fact]
    public void The_document_is_as_approved() =>
        Approve(
            "report.approved.json",
            JsonSerializer.Serialize(ReportDocument.Of(SampleReport.Mixed), Json) + "\n"
        );

    [Fact]
    public void The_JUnit_file_is_as_approved() =>
        Approve("report.approved.xml", JUnitReport.Write(SampleReport.Mixed, SampleReport.At));

    [Fact]
    public void The_page_is_as_approved() =>
        Approve(
            "report.approved.html",
            HtmlReport.Write(SampleCheck.Report, SampleReport.At, SampleCheck.Pair)
        );

    [Fact]
    public void The_Markdown_is_as_approved() =>
        Approve("report.approved.md", PairMarkdown.Write(SampleCheck.Report, SampleCheck.Pair));

    [Fact]
    public void JUnit_counts_each_kind_of_verdict()
    {
        var suite = XDocument
            .Parse(JUnitReport.Write(SampleReport.Mixed, SampleReport.At))
            .Descendants("testsuite")
            .ShouldHaveSingleItem();

        suite.Elements("testcase").Count().ShouldBe(6);
        suite.Descendants("failure").Count().ShouldBe((int)suite.Attribute("failures")!);
        suite.Descendants("error").Count().ShouldBe((int)suite.Attribute("errors")!);
        suite.Descendants("skipped").Count().ShouldBe((int)suite.Attribute("skipped")!);
    }

    [Fact]
    public void The_page_loads_no_other_file_and_runs_no_script()
    {
        var page = HtmlReport.Write(SampleCheck.Report, SampleReport.At, SampleCheck.Pair);

        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("src=\"");
        page.ShouldContain("default-src 'none'");
    }

    [Fact]
    public void Text_from_a_database_is_escaped_in_the_page()
    {
        var page = HtmlReport.Write(SampleReport.Mixed, SampleReport.At);

        page.ShouldNotContain("<b>");
        page.ShouldNotContain("<phone>");
        page.ShouldContain("&lt;phone&gt; &amp; co.sql");
    }

    [Fact]
    public void Text_of_the_scripts_is_escaped_in_the_page()
    {
        var page = HtmlReport.Write(SampleCheck.Report, SampleReport.At, SampleCheck.Pair);

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldContain("&lt;/code&gt;&lt;/li&gt;&lt;script&gt;alert(&#39;up&#39;)");
        page.ShouldContain("&lt;img src=x onerror=alert(1)&gt;");
    }

    [Fact]
    public void Control_characters_are_escaped_and_long_values_are_shortened()
    {
        var text = string.Join('\n', SampleReport.Mixed.Results.Select(TextReport.Describe));

        text.Replace("\n", "", StringComparison.Ordinal).ShouldAllBe(c => !char.IsControl(c));
        text.ShouldContain(@"bell\u0007");
        text.Split('\n').ShouldAllBe(line => line.Length < 300);
    }

    [Fact]
    public void A_report_conforms_only_if_every_law_holds_or_is_declared()
    {
        SampleReport.Sound.Conforms.ShouldBeTrue();
        SampleReport.Mixed.Conforms.ShouldBeFalse();
        (
            SampleReport.Mixed with
            {
                Results = [SampleReport.Mixed.Results[4]],
            }
        ).Conforms.ShouldBeFalse();
        (
            SampleReport.Mixed with
            {
                Results = [SampleReport.Mixed.Results[3]],
            }
        ).Conforms.ShouldBeTrue();
    }

    [Fact]
    public void A_report_in_which_no_law_had_anything_to_check_does_not_conform()
    {
        var vacuous = SampleReport.Mixed with { Results = [SampleReport.Mixed.Results[5]] };

        vacuous.Conforms.ShouldBeFalse();
        (
            vacuous with
            {
                Results = [.. SampleReport.Sound.Results, .. vacuous.Results],
            }
        ).Conforms.ShouldBeTrue();
        HtmlReport.Write(vacuous, SampleReport.At).ShouldContain("Nothing was checked");
    }

    private static void Approve(string file, string text) =>
        text.ShouldBeApprovedIn(Path.Combine(Folder, file));
}
