using OpsCenter.Testing;

namespace OpsCenter.Migrations.Testing.Tests.Examples;

/// <summary>What docs/harness.md shows is what these tests compile and run.</summary>
public sealed class DocumentTests
{
    private const string Document = "docs/harness.md";

    private static readonly string Folder = WorkingCopy.PathOf(
        "tests",
        "OpsCenter.Migrations.Testing.Tests",
        "Examples"
    );

    [Fact]
    public void The_class_is_compiled_as_it_is_shown() =>
        Lines(DocumentedCode.Blocks(Document, "csharp").ShouldHaveSingleItem())
            .ShouldBe(Lines(File.ReadAllText(Path.Combine(Folder, "ReaderEmailTests.cs"))));

    [Fact]
    public void Its_scripts_are_those_that_are_shown()
    {
        foreach (var (name, text) in DocumentedCode.Scripts(Document))
        {
            text.ShouldBe(File.ReadAllText(Path.Combine(Folder, "Library", name)));
        }
    }

    /// <summary>But for the namespace, which is the reader's own; the one that this project imports everywhere is shown.</summary>
    private static IEnumerable<string> Lines(string code) =>
        code.Split('\n')
            .Where(line =>
                line.Length > 0
                && !line.StartsWith("namespace ", StringComparison.Ordinal)
                && line != "using OpsCenter.Migrations.Testing;"
            );
}
