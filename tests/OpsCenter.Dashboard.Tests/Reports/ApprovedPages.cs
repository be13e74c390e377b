using OpsCenter.Testing;

namespace OpsCenter.Dashboard.Tests.Reports;

/// <summary>The pages that other tests approve, as whole files.</summary>
public sealed class ApprovedPages : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opscenter-pages-");

    /// <summary>The file of a page. That of a run is approved without its style sheet, which is that of the harness.</summary>
    public string PathOf(string project)
    {
        var page = Read(project);
        if (!page.Contains("<style>", StringComparison.Ordinal))
        {
            var harness = Read("Conformance");
            var begin = harness.IndexOf("<style>", StringComparison.Ordinal);
            var end = harness.IndexOf("</head>", StringComparison.Ordinal);
            page = page.Replace(
                "</head>",
                harness[begin..end] + "</head>",
                StringComparison.Ordinal
            );
        }

        var path = Path.Combine(_folder.FullName, $"{project}.html");
        File.WriteAllText(path, page);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Read(string project) =>
        File.ReadAllText(
            WorkingCopy.PathOf(
                "tests",
                $"OpsCenter.{project}.Tests",
                "Reports",
                "report.approved.html"
            )
        );
}
