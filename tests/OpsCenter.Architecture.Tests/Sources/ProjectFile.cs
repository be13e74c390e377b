using System.Xml.Linq;

namespace OpsCenter.Architecture.Tests.Sources;

/// <summary>A project with the projects and packages that it names itself.</summary>
/// <param name="Name">Its name, which is that of its file and of its namespace.</param>
/// <param name="Assembly">The path of the compiled code that belongs to these tests' own.</param>
/// <param name="Projects">The names of the projects.</param>
/// <param name="Packages">The names of the packages.</param>
internal sealed record ProjectFile(
    string Name,
    string Assembly,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages
)
{
    public static ProjectFile Read(string path)
    {
        var document = XDocument.Load(path);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            Path.Combine(
                Path.GetDirectoryName(path)!,
                Output,
                (
                    document.Descendants("AssemblyName").SingleOrDefault()?.Value
                    ?? Path.GetFileNameWithoutExtension(path)
                ) + ".dll"
            ),
            [
                .. Includes(document, "ProjectReference")
                    .Select(reference =>
                        Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))
                    ),
            ],
            Includes(document, "PackageReference")
        );
    }

    /// <summary>Such as bin/Debug/net10.0: the same in every project.</summary>
    private static string Output { get; } =
        AppContext.BaseDirectory[
            (AppContext.BaseDirectory.LastIndexOf("bin", StringComparison.Ordinal))..
        ];

    private static string[] Includes(XDocument document, string item) =>
        [.. document.Descendants(item).Select(element => element.Attribute("Include")!.Value)];
}
