using System.Reflection;

namespace OpsCenter.Conformance.Reports;

/// <summary>
/// A report as one self-contained HTML file, with light, dark and print styles. It loads nothing and runs no script: what it shows comes from
/// a database.
/// </summary>
public static class HtmlPage
{
    private static readonly Html Style = new(ReadStyle());

    /// <summary>Creates the page.</summary>
    /// <param name="title">The title of the window.</param>
    /// <param name="content">The markup of its <c>main</c>, with an end of line.</param>
    public static string Write(string title, Html content) =>
        Html.Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>{title}</title>
                <style>
                {Style}</style>
                </head>
                <body>
                <main>
                {content}</main>
                </body>
                </html>

                """
            )
            .Markup.ReplaceLineEndings("\n");

    private static string ReadStyle()
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Reports/report.css")!
        );
        return reader.ReadToEnd();
    }
}
