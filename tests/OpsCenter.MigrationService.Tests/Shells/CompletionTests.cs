using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Shells;

/// <summary><c>opscenter completion</c>, asked by a real bash.</summary>
public sealed class CompletionTests
{
    public static TheoryData<string, string[]> Lines =>
        new()
        {
            { "opscenter ap", ["apply"] },
            { "opscenter --json rest", ["restore", "restore-archive"] },
            { "opscenter apply --no-", ["--no-backup", "--no-digest"] },
            { "opscenter apply --preserve ", ["enforce", "off", "report"] },
            { "opscenter plan --convention go", ["golang-migrate", "goose"] },
            { "opscenter help pref", ["preflight"] },
            { "opscenter completion z", ["zsh"] },
            { "opscenter apply --lock-t", ["--lock-timeout"] },
            { "opscenter apply --migrations /tm", [] },
        };

    [Theory, MemberData(nameof(Lines))]
    public async Task Bash_offers_what_may_follow(string line, string[] offered) =>
        await ShouldOfferAsync(line, offered);

    [Theory]
    [InlineData(
        """{"profiles": {"production": {}, "proof": {}, "test": {}}}""",
        "production",
        "proof"
    )]
    [InlineData("""{"profiles": []}""")]
    [InlineData("no JSON")]
    public async Task Bash_offers_the_profiles_of_the_file(string config, params string[] offered)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, config);

            await ShouldOfferAsync($"opscenter apply --config {file} --profile pro", offered);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_shell_has_a_script(string shell)
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, "completion", shell);

        result.ExitCode.ShouldBe(ExitCodes.Done);
        result.StandardOutput.ShouldContain("[suggest:");
    }

    [Fact]
    public async Task An_unknown_shell_is_an_error()
    {
        var result = await OpsCenterProcess.RunAsync(connection: null, "completion", "csh");

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("'csh'");
    }

    private static async Task ShouldOfferAsync(string line, string[] offered)
    {
        var result = await Cli.Wrap("bash")
            .WithArguments([
                "--norc",
                "-c",
                """
                PATH=$(dirname "$1"):$PATH
                source <(opscenter completion bash) || exit 1
                COMP_LINE=$2 COMP_POINT=${#2}
                COMP_WORDS=($2)
                [[ $2 == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _opscenter
                printf '%s\n' "${COMPREPLY[@]}"
                """,
                "bash",
                OpsCenterProcess.Program,
                line,
            ])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(0, result.StandardError);
        result.StandardError.ShouldBeEmpty();
        result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(offered);
    }
}
