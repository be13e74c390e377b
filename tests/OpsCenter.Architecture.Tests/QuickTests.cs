using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

/// <summary>The filter of <c>test.sh --quick</c>. One filter that xUnit refuses ends every project without a test.</summary>
public partial class QuickTests
{
    [Fact]
    public void A_filter_has_no_wildcard_but_at_its_end() =>
        Filters.Where(filter => filter.TrimEnd('*').Contains('*')).ShouldBeEmpty();

    [Fact]
    public void A_filter_names_a_class_or_a_folder_of_tests()
    {
        var classes = Repository
            .Sources.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file =>
                Namespace()
                    .Matches(file.Text)
                    .SelectMany(space =>
                        Class()
                            .Matches(file.Text)
                            .Select(type => $"{space.Groups["name"]}.{type.Groups["name"]}")
                    )
            )
            .ToList();

        Filters
            .Where(filter =>
                !classes.Exists(name =>
                    filter.EndsWith('*')
                        ? name.StartsWith(filter.TrimEnd('*'), StringComparison.Ordinal)
                        : name == filter
                )
            )
            .ShouldBeEmpty();
    }

    private static List<string> Filters =>
        [
            .. Filter()
                .Matches(
                    File.ReadAllText(Path.Combine(Repository.Root, "scripts", "lib", "quick.sh"))
                )
                .Select(match => match.Groups["filter"].Value),
        ];

    [GeneratedRegex(@"'(?<filter>OpsCenter\.[^']*)'")]
    private static partial Regex Filter();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"class (?<name>\w+Tests)\b")]
    private static partial Regex Class();
}
