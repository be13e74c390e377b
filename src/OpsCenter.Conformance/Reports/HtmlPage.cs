using System.Reflection;

namespace OpsCenter.Conformance.Reports;

/// <summary>
/// A report as one self-contained HTML file, with light, dark and print styles. It loads nothing and runs no script: what it shows comes from
/// a database.
/// </summary>
public static class HtmlPage
{
    private const string Common = "report.css";

    /// <summary>Creates the page.</summary>
    /// <param name="title">The title of the window.</param>
    /// <param name="content">The markup of its <c>main</c>, with an end of line.</param>
    public static string Write(string title, Html content) => Write(title, content, []);

    /// <summary>Creates the page.</summary>
    /// <param name="title">The title of the window.</param>
    /// <param name="content">The markup of its <c>main</c>, with an end of line.</param>
    /// <param name="styles">The files of further style sheets.</param>
    internal static string Write(string title, Html content, params IReadOnlyList<string> styles) =>
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
                {Html.Join(styles.Prepend(Common).Select(ReadStyle))}</style>
                </head>
                <body>
                <main>
                {content}</main>
                </body>
                </html>

                """
            )
            .Markup.ReplaceLineEndings("\n");

    private static Html ReadStyle(string file)
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"Reports/{file}")!
        );
        return new Html(reader.ReadToEnd());
    }
}
