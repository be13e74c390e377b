using System.Reflection;
using System.Text.RegularExpressions;

namespace OpsCenter.MigrationService.Help;

/// <summary>The pages about a law of <c>check</c>, a preflight rule or the exit codes, which the program carries.</summary>
internal static partial class HelpPages
{
    private const string Folder = "pages/";
    private const string Extension = ".md";

    /// <summary>Their names, sorted: ids of laws and rules, and <c>exit-codes</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a page, for a terminal: of a link to another page only the words stay. Null if there is no such page.</summary>
    public static string? Find(string name)
    {
        using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream(Folder + name + Extension);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return LinkToPage().Replace(reader.ReadToEnd().ReplaceLineEndings("\n"), "$1");
    }

    [GeneratedRegex(@"\[([^\]]+)\]\((?!https?:)[^)]*\)")]
    private static partial Regex LinkToPage();
}
