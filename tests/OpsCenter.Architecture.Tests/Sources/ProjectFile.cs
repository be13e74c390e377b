using System.Xml.Linq;

namespace OpsCenter.Architecture.Tests.Sources;

/// <summary>A project with the projects and packages that it names itself.</summary>
internal sealed record ProjectFile(
    string Name,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages
)
{
    public static ProjectFile Read(string path)
    {
        var document = XDocument.Load(path);
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [
                .. Includes(document, "ProjectReference")
                    .Select(reference =>
                        Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))
                    ),
            ],
            Includes(document, "PackageReference")
        );
    }

    private static string[] Includes(XDocument document, string item) =>
        [.. document.Descendants(item).Select(element => element.Attribute("Include")!.Value)];
}
