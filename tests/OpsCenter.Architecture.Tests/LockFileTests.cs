using System.Text.Json;
using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

/// <summary>Every package that the solution is built from is known by its hash.</summary>
public partial class LockFileTests
{
    private static IReadOnlyList<string> Projects { get; } =
    [
        .. Project()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "OpsCenter.sln")))
            .Select(match => match.Groups["folder"].Value.Replace('\\', '/')),
    ];

    [Fact]
    public void Every_project_has_one() =>
        Projects.Where(folder => !File.Exists(LockFile(folder))).ShouldBeEmpty();

    [Fact]
    public void Every_package_has_a_version_and_a_hash()
    {
        var packages = Projects.SelectMany(Packages).ToList();

        packages.Count.ShouldBeGreaterThan(100);
        packages
            .Where(package =>
                !package.Value.TryGetProperty("resolved", out _)
                || package.Value.GetProperty("contentHash").GetString()?.Length != 88
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public void None_names_the_server_that_a_package_came_from() =>
        Projects
            .Where(folder => File.ReadAllText(LockFile(folder)).Contains("://"))
            .ShouldBeEmpty();

    private static string LockFile(string folder) =>
        Path.Combine(Repository.Root, folder, "packages.lock.json");

    private static IEnumerable<JsonProperty> Packages(string folder) =>
        JsonDocument
            .Parse(File.ReadAllText(LockFile(folder)))
            .RootElement.GetProperty("dependencies")
            .EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project");

    [GeneratedRegex(@"""(?<folder>[^""]+)[\\/][^""\\/]+\.csproj""")]
    private static partial Regex Project();
}
