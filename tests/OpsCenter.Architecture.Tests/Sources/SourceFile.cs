using System.Text.RegularExpressions;

namespace OpsCenter.Architecture.Tests.Sources;

/// <summary>One C# file.</summary>
/// <param name="Path">Below the repository's root, with <c>/</c>.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    public int Lines => Text.Split('\n').Length - 1;

    public bool IsGenerated => Parts.Any(part => part is "obj" or "bin");

    /// <summary>
    /// The project, which has the name of its folder. Files that several test projects link are in OpsCenter.Tests.
    /// </summary>
    public string Project => ProjectFolder ?? "OpsCenter.Tests";

    /// <summary>The folders between project and file.</summary>
    public IReadOnlyList<string> Folders =>
        [
            .. ProjectFolder is { } project
                ? Parts.SkipWhile(part => part != project).Skip(1).SkipLast(1)
                : Parts.Skip(1).SkipLast(1),
        ];

    /// <summary>The types that stand at the file's top level.</summary>
    public IReadOnlyList<string> Types =>
        [.. TypeDeclaration().Matches(Text).Select(match => match.Groups["name"].Value)];

    public string? Namespace =>
        NamespaceDeclaration().Match(Text) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    public IEnumerable<string> Usings =>
        UsingDirective().Matches(Text).Select(match => match.Groups["name"].Value);

    private string[] Parts => Path.Split('/');

    private string? ProjectFolder =>
        Parts.FirstOrDefault(part => part.StartsWith("OpsCenter.", StringComparison.Ordinal));

    public static SourceFile Read(string path) =>
        new(
            System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'),
            File.ReadAllText(path)
        );

    public override string ToString() => Path;

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|interface|enum|struct|record(?: struct)?|delegate [\w<>?, ]+) (?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(
        @"^(?:global )?using (?:static )?(?:\w+ = )?(?<name>[\w.]+)",
        RegexOptions.Multiline
    )]
    private static partial Regex UsingDirective();
}
