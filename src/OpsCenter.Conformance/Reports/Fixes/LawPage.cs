using System.Collections.Concurrent;
using System.Reflection;

namespace OpsCenter.Conformance.Reports.Fixes;

/// <summary>The pages in docs/laws, which the assembly carries.</summary>
internal static class LawPage
{
    private const string Heading = "\n## How to fix it\n";

    private static readonly ConcurrentDictionary<string, string?> Read = new(
        StringComparer.Ordinal
    );

    /// <summary>How to fix what breaks the law, whatever it is; Markdown, one paragraph a line. Null for a law without a page.</summary>
    public static string? HowToFix(string law) => Read.GetOrAdd(law, ReadSection);

    private static string? ReadSection(string law)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream($"laws/{law}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var start = text.IndexOf(Heading, StringComparison.Ordinal);
        return start < 0
            ? null
            : text[(start + Heading.Length)..]
                .Trim()
                .Replace("\n\n", "\u2029", StringComparison.Ordinal)
                .Replace('\n', ' ')
                .Replace('\u2029', '\n');
    }
}
