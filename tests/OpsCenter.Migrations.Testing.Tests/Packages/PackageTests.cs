using System.IO.Compression;
using System.Xml.Linq;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Testing.Tests.Packages;

public sealed class PackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opscenter-pack-");

    [Theory]
    [InlineData(
        "OpsCenter.Migrations.Testing",
        "OpsCenter.Conformance",
        "Respawn",
        "xunit.v3.assert",
        "xunit.v3.extensibility.core"
    )]
    [InlineData(
        "OpsCenter.Conformance",
        "CsCheck",
        "Npgsql",
        "OpsCenter.EmbeddedPostgres",
        "OpsCenter.Scripts"
    )]
    [InlineData(
        "OpsCenter.Migrations.Testing.EntityFrameworkCore",
        "Microsoft.EntityFrameworkCore.Relational",
        "OpsCenter.Migrations.Testing"
    )]
    [InlineData("OpsCenter.Migrations.DbUp", "dbup-core", "Npgsql", "OpsCenter.Migrations")]
    [InlineData("OpsCenter.Scripts")]
    [InlineData("OpsCenter.EmbeddedPostgres", "CliWrap")]
    [InlineData(
        "OpsCenter.Migrations",
        "CliWrap",
        "dbup-core",
        "dbup-postgresql",
        "Microsoft.Extensions.Logging.Abstractions",
        "Npgsql",
        "OpsCenter.Scripts",
        "Polly.Core"
    )]
    public async Task A_library_is_a_package_with_readme_description_and_no_more_than_it_needs(
        string project,
        params string[] dependencies
    )
    {
        var (specification, files) = await PackAsync(project);

        var metadata = specification.Root!.Elements().Single();
        string Of(string name) =>
            metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Of("id").ShouldBe(project);
        Of("description").Length.ShouldBeGreaterThan(40);
        Of("readme").ShouldBe("README.md");
        files.ShouldContain("README.md");
        files.ShouldContain($"lib/net10.0/{project}.xml");
        metadata
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => element.Attribute("id")!.Value)
            .Except(dependencies, StringComparer.Ordinal)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_command_line_is_a_tool_with_all_that_it_needs()
    {
        var (specification, files) = await PackAsync(
            "OpsCenter.MigrationService",
            "OpsCenter.Tool"
        );

        specification
            .Descendants()
            .Single(element => element.Name.LocalName == "packageType")
            .Attribute("name")!
            .Value.ShouldBe("DotnetTool");
        files.ShouldContain("README.md");
        files.ShouldContain("tools/net10.0/any/DotnetToolSettings.xml");
        files.ShouldContain("tools/net10.0/any/OpsCenter.Conformance.dll");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(XDocument Specification, IReadOnlyList<string> Files)> PackAsync(
        string project,
        string? id = null
    )
    {
        id ??= project;
        // Tests and libraries are built by one build.
        var configuration = AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        )
            ? "Release"
            : "Debug";
        var result = await Cli.Wrap("dotnet")
            .WithArguments([
                "pack",
                WorkingCopy.PathOf("src", project),
                "--no-build",
                "--configuration",
                configuration,
                "--output",
                _folder.FullName,
            ])
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("MSBUILDDISABLENODEREUSE", "1")
                    .Set("DOTNET_CLI_USE_MSBUILD_SERVER", "0")
            )
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        result.ExitCode.ShouldBe(0, result.StandardOutput);
        await using var package = await ZipFile.OpenReadAsync(
            _folder.GetFiles($"{id}.*.nupkg").ShouldHaveSingleItem().FullName
        );
        await using var text = await package.GetEntry($"{id}.nuspec")!.OpenAsync();
        return (
            await XDocument.LoadAsync(text, LoadOptions.None, CancellationToken.None),
            [.. package.Entries.Select(entry => entry.FullName)]
        );
    }
}
