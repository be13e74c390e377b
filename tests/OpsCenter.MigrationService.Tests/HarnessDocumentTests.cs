using System.Text.RegularExpressions;
using CliWrap.Buffered;
using OpsCenter.MigrationService.CommandLine;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests;

/// <summary>What docs/harness.md shows is what happens.</summary>
public sealed partial class HarnessDocumentTests : IDisposable
{
    private const string Document = "docs/harness.md";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opscenter-docs-");

    [Fact]
    public async Task The_first_command_says_what_is_shown()
    {
        var result = await RunAsync(0);

        result.ExitCode.ShouldBe(ExitCodes.Broken, result.StandardError);
        WithoutTimes(result.StandardOutput).ShouldContain(WithoutTimes(Shown(0)));
        File.Exists(Path.Combine(_folder.FullName, "report.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_mended_scripts_conform_as_is_shown()
    {
        var result = await RunAsync(1);

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardOutput + result.StandardError);
        result.StandardOutput.ShouldContain(Shown(1));
    }

    [Fact]
    public void Every_option_is_listed_and_no_other()
    {
        var listed = OptionName()
            .Matches(Section("## Options", "## Exit codes"))
            .Select(match => match.Groups[1].Value)
            .Distinct(StringComparer.Ordinal);

        CheckOptions
            .All.Concat(FolderCheckOptionList.All)
            .Append(FolderArguments.Migrations)
            .Select(option => option.Name)
            .Append(CommonOptions.Json.Name)
            .ShouldBe(listed, ignoreOrder: true);
    }

    [Fact]
    public void The_exit_codes_are_those_of_the_program()
    {
        var listed = ExitCode()
            .Matches(Section("## Exit codes", "## What is declared"))
            .Select(match => int.Parse(match.Groups[1].Value, null));

        listed.ShouldBe([
            ExitCodes.Done,
            ExitCodes.Usage,
            ExitCodes.CannotConnect,
            ExitCodes.Refused,
            ExitCodes.ScriptFailed,
            ExitCodes.Broken,
            ExitCodes.Cancelled,
        ]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Shown(int which) => DocumentedCode.Blocks(Document, "")[which];

    private static string Section(string from, string to)
    {
        var text = File.ReadAllText(WorkingCopy.PathOf("docs", "harness.md"));
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    private async Task<BufferedCommandResult> RunAsync(int which)
    {
        foreach (var (name, text) in DocumentedCode.Scripts(Document))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text);
        }

        var words = Word()
            .Matches(DocumentedCode.Blocks(Document, "bash")[which].Trim())
            .Select(word => word.Value.Trim('"'))
            .ToArray();
        words[0].ShouldBe("opscenter");
        var server = await TestServer.For(TestMajors.Newest).ConnectionStringAsync();
        return await OpsCenterProcess
            .Command(null, words[1..])
            .WithWorkingDirectory(_folder.FullName)
            .WithEnvironmentVariables(variables =>
                variables.Set(CheckOptions.ServerVariable, server)
            )
            .ExecuteBufferedAsync();
    }

    private static string WithoutTimes(string text) => Time().Replace(text, "(time)");

    [GeneratedRegex(@"\(\d+\.\d s\)")]
    private static partial Regex Time();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`(--[a-z-]+)[ `]")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCode();
}
