using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

public class NamespaceTests
{
    private static readonly string[] Libraries =
    [
        "OpsCenter.Migrations",
        "OpsCenter.Schema",
        "OpsCenter.EmbeddedPostgres",
        "OpsCenter.ServiceDefaults",
    ];

    // Where readers look for an extension method of somebody else's type.
    private static readonly string[] HomesOfExtensions =
    [
        "Aspire.Hosting",
        "Aspire.Hosting.ApplicationModel",
        "Microsoft.Extensions.Hosting",
        "Microsoft.Extensions.DependencyInjection",
    ];

    [Fact]
    public void A_namespace_is_the_path_of_its_folder() =>
        Repository
            .Sources.Where(file => file.Namespace is not null)
            .Where(file => !HomesOfExtensions.Contains(file.Namespace))
            .Where(file => !IsPathOf(file))
            .Select(file => $"{file}: {file.Namespace}")
            .ShouldBeEmpty();

    [Fact]
    public void Libraries_write_nothing_to_the_console() =>
        Product(Libraries)
            // What guards the standard streams of every program has to name them.
            .Where(file => file.Project != "OpsCenter.ServiceDefaults" || !IsBelow(file, "Output"))
            .Where(file => file.Text.Contains("Console."))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("System.Net.Http")]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Spectre.Console")]
    [InlineData("System.CommandLine")]
    [InlineData("Microsoft.Extensions.Hosting")]
    public void Engine_schema_and_server_know_neither_web_nor_console_nor_host(string forbidden) =>
        Product("OpsCenter.Migrations", "OpsCenter.Schema", "OpsCenter.EmbeddedPostgres")
            .Where(file => file.Usings.Any(name => IsIn(name, forbidden)))
            .ShouldBeEmpty();

    [Fact]
    public void Only_the_execution_room_and_the_journal_know_DbUp() =>
        Repository
            .Sources.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .Where(file => file.Usings.Any(name => IsIn(name, "DbUp")))
            // The extension of DbUp's builder knows nothing else.
            .Where(file => file.Project != "OpsCenter.Migrations.DbUp")
            .Where(file => !IsBelow(file, "Execution") && !IsBelow(file, "Journal"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("llm_")]
    [InlineData("\"v2\"")]
    [InlineData("model_servers")]
    public void The_engine_is_generic(string word) =>
        Product("OpsCenter.Migrations").Where(file => file.Text.Contains(word)).ShouldBeEmpty();

    private static IEnumerable<SourceFile> Product(params string[] projects) =>
        Repository.Sources.Where(file =>
            file.Path.StartsWith("src/", StringComparison.Ordinal)
            && projects.Contains(file.Project)
        );

    private static bool IsBelow(SourceFile file, string folder) => file.Folders.Contains(folder);

    private static bool IsPathOf(SourceFile file) =>
        file.Namespace == string.Join('.', [file.Project, .. file.Folders])
        // The harness is used by every test: its own folders sort the files, not the names.
        || (file.Project == "OpsCenter.Testing" && IsIn(file.Namespace!, file.Project));

    private static bool IsIn(string name, string parent) =>
        name == parent || name.StartsWith($"{parent}.", StringComparison.Ordinal);
}
