using System.Text.RegularExpressions;
using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

public partial class ProjectTests
{
    [Fact]
    public void Projects_refer_to_each_other_as_drawn_in_the_architecture()
    {
        var drawing = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var names = Node()
            .Matches(drawing)
            .DistinctBy(node => node.Groups["id"].Value)
            .ToDictionary(node => node.Groups["id"].Value, node => node.Groups["name"].Value);
        var drawn = Arrow()
            .Matches(drawing)
            .Where(arrow => names.ContainsKey(arrow.Groups["from"].Value))
            .Select(arrow =>
                $"{names[arrow.Groups["from"].Value]} -> {names[arrow.Groups["to"].Value]}"
            );

        var real = Repository.Products.SelectMany(project =>
            project.Projects.Select(other => $"{project.Name} -> {other}")
        );

        drawn.ShouldNotBeEmpty();
        real.ShouldBe(drawn, ignoreOrder: true);
    }

    [Theory]
    [InlineData(
        "OpsCenter.Migrations",
        "CliWrap",
        "dbup-core",
        "dbup-postgresql",
        "Microsoft.Extensions.Logging.Abstractions",
        "Npgsql",
        "Polly.Core"
    )]
    [InlineData("OpsCenter.Schema")]
    public void The_libraries_need_no_more_packages_than_these(
        string project,
        params string[] packages
    ) =>
        Repository
            .Products.Single(product => product.Name == project)
            .Packages.ShouldBe(packages, ignoreOrder: true);

    [Fact]
    public void Every_project_has_its_tests() =>
        Repository
            .Products.Where(product =>
                !File.Exists(
                    Path.Combine(
                        Repository.Root,
                        "tests",
                        $"{product.Name}.Tests",
                        $"{product.Name}.Tests.csproj"
                    )
                )
            )
            .Select(product => product.Name)
            .ShouldBeEmpty();

    [GeneratedRegex(@"(?<id>\w+)\[(?<name>OpsCenter\.[\w.]+)\]")]
    private static partial Regex Node();

    [GeneratedRegex(@"^\s*(?<from>\w+)(?:\[[^\]]*\])? --> (?<to>\w+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
