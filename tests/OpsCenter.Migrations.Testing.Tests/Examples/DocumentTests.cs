using System.Text.RegularExpressions;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Testing.Tests.Examples;

/// <summary>What docs/harness.md shows is what these tests compile and run.</summary>
public sealed partial class DocumentTests
{
    private const string Document = "docs/harness.md";

    private static readonly string Folder = WorkingCopy.PathOf(
        "tests",
        "OpsCenter.Migrations.Testing.Tests",
        "Examples"
    );

    [Theory]
    [InlineData(Document)]
    [InlineData("src/OpsCenter.Migrations.Testing/README.md")]
    public void The_classes_are_compiled_as_they_are_shown(string document)
    {
        var classes = DocumentedCode
            .Blocks(document, "csharp")
            .Select(block => (Lines: Lines(block), Name: ClassName().Match(block)))
            .Where(block => block.Name.Success)
            .ToList();

        classes
            .Select(block => block.Name.Value)
            .ShouldBe(["ReaderEmailTests", "LibraryMigrationsTests"]);
        foreach (var (lines, name) in classes)
        {
            lines.ShouldBe(Lines(File.ReadAllText(Path.Combine(Folder, $"{name.Value}.cs"))));
        }
    }

    [Fact]
    public void Its_scripts_are_those_that_are_shown()
    {
        foreach (var (name, text) in DocumentedCode.Scripts(Document))
        {
            text.ShouldBe(File.ReadAllText(Path.Combine(Folder, "Library", name)));
        }
    }

    /// <summary>But for the namespaces: that of the class is the reader's own, and a short document leaves out the others.</summary>
    private static IEnumerable<string> Lines(string code) =>
        code.Split('\n')
            .Where(line =>
                line.Length > 0
                && !line.StartsWith("namespace ", StringComparison.Ordinal)
                && !line.StartsWith("using ", StringComparison.Ordinal)
            );

    [GeneratedRegex("(?<=public sealed class )[A-Za-z]+")]
    private static partial Regex ClassName();
}
