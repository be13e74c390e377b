using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.Schema.Tests.Composition;

/// <summary>scripts/compose.sh makes the released scripts, which are committed, of their sources and the fragments.</summary>
public sealed class ComposedScriptTests : IDisposable
{
    private static readonly string Scripts = WorkingCopy.PathOf("scripts", "sql");

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("opscenter-compose-");

    [Fact]
    public async Task The_released_scripts_are_what_their_sources_make() =>
        (await CheckAsync(Scripts)).ShouldBe((0, ""));

    [Theory]
    [InlineData("v2/restore_llm_management_archive_v2.sql")]
    [InlineData("v2/about/restore.sql")]
    [InlineData("machine/restore/rows.sql")]
    public async Task A_released_script_that_its_source_does_not_make_is_named(string edited)
    {
        Copy();
        await File.AppendAllTextAsync(
            Path.Combine(_copy.FullName, edited),
            "-- edited\n",
            TestContext.Current.CancellationToken
        );

        var (exitCode, error) = await CheckAsync(_copy.FullName);

        exitCode.ShouldBe(1);
        error.ShouldStartWith("v2/restore_llm_management_archive_v2.sql is not what");
        error.Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("--@include machine/nothing.sql", "There is no fragment machine/nothing.sql")]
    [InlineData("-- {{nothing}}", "no value for the placeholder")]
    public async Task A_fragment_or_a_value_that_is_missing_is_named(string line, string message)
    {
        Copy();
        await File.AppendAllTextAsync(
            Path.Combine(_copy.FullName, "machine", "locks.sql"),
            line,
            TestContext.Current.CancellationToken
        );

        var (exitCode, error) = await CheckAsync(_copy.FullName);

        exitCode.ShouldBe(2);
        error.ShouldContain(message);
    }

    public void Dispose() => _copy.Delete(recursive: true);

    private void Copy()
    {
        foreach (var file in Directory.GetFiles(Scripts, "*.sql", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_copy.FullName, Path.GetRelativePath(Scripts, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<(int ExitCode, string Error)> CheckAsync(string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Composing needs bash.");
        var result = await Cli.Wrap("bash")
            .WithArguments([WorkingCopy.PathOf("scripts", "compose.sh"), "--check", folder])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return (result.ExitCode, result.StandardError);
    }
}
