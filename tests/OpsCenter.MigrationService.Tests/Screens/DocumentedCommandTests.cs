using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Screens;

/// <summary>Every command that the documents show is one that the program takes.</summary>
public sealed class DocumentedCommandTests
{
    private const string Program = "opscenter ";

    public static TheoryData<string> Documents { get; } =
    [
        "README.md",
        .. Directory
            .EnumerateFiles(WorkingCopy.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(WorkingCopy.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_can_be_parsed(string document)
    {
        var root = CommandTree.Create();
        foreach (var command in Commands(document))
        {
            root.Parse(command).Errors.ShouldBeEmpty($"{document}: opscenter {command}");
        }
    }

    [Fact]
    public void There_are_some() =>
        Documents.SelectMany(row => Commands(row.Data)).Count().ShouldBeGreaterThan(30);

    /// <summary>Lines of the blocks for a shell, without comments and what follows a pipe.</summary>
    private static IEnumerable<string> Commands(string document) =>
        from block in DocumentedCode.Blocks(document, "bash")
        from line in block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = line.Split(" #")[0].Split('|')[0].Split(" > ")[0].Split("&&")[0].Trim()
        let start = command.IndexOf(Program, StringComparison.Ordinal)
        where start >= 0 && (start == 0 || command[start - 1] == '/')
        select command[(start + Program.Length)..];
}
