using System.Globalization;
using System.Text;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>What <c>opscenter check</c> says of options, files and servers that it cannot use.</summary>
public sealed class CheckInputTests
{
    [Theory]
    [InlineData("--law", "nothing-such")]
    [InlineData("--declare", "preserves-data")]
    [InlineData("--declare", "nothing-such=because")]
    [InlineData("--data", "/nowhere/data.sql")]
    [InlineData("--html", "/nowhere/report.html")]
    [InlineData("--major", "9")]
    [InlineData("--majors", "15,18")]
    [InlineData("--connection", "Host=production")]
    [InlineData("--server", "Prot=5432")]
    public async Task What_means_nothing_ends_with_2_before_anything_is_touched(
        params string[] arguments
    )
    {
        using var pair = new CheckedPair();

        var result = await pair.Command("Host=127.0.0.1;Port=1", arguments).ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.TrimEnd().ShouldEndWith("usage");
        result.StandardOutput.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("15,9", "--majors 9 is older")]
    [InlineData("15,x", "\"x\" is no major")]
    [InlineData("15,", "\"\" is no major")]
    [InlineData("18,18", "names a major twice")]
    public async Task A_list_of_majors_is_read_before_anything_is_touched(
        string majors,
        string message
    )
    {
        using var pair = new CheckedPair();

        var result = await pair.Command(null, "--majors", majors).ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.ShouldContain(message);
    }

    [Fact]
    public async Task An_option_that_does_not_exist_is_not_taken_for_a_law()
    {
        using var pair = new CheckedPair();

        var result = await pair.Command("Host=127.0.0.1;Port=1", "--law", "applies", "--bogus")
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("'--bogus'");
    }

    [Fact]
    public async Task A_folder_in_place_of_a_script_is_called_one()
    {
        using var pair = new CheckedPair();

        var result = await pair.Command("Host=127.0.0.1;Port=1", "--writers", Path.GetTempPath())
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("The file of --writers cannot be read: ");
        result.StandardError.ShouldContain(" is a folder.");
    }

    [Fact]
    public async Task A_script_in_another_encoding_is_refused_and_not_mended()
    {
        using var pair = new CheckedPair();
        await File.WriteAllBytesAsync(
            pair.PathOf("up.sql"),
            Encoding.Latin1.GetBytes("comment on table customer is 'M\u00fcller';")
        );

        var result = await pair.Command("Host=127.0.0.1;Port=1").ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("The file of --up is not in UTF-8: byte 0xFC");
    }

    [Fact]
    public async Task Writers_that_fail_on_the_base_prove_nothing_and_are_told()
    {
        using var pair = new CheckedPair().Write("writers.sql", "select * from nowhere;");
        string[] arguments =
        [
            "--law",
            "keeps-old-writers",
            "--writers",
            pair.PathOf("writers.sql"),
        ];
        var server = await TestServer.For(TestMajors.Newest).ConnectionStringAsync();

        var none = await pair.Command(server, arguments).ExecuteBufferedAsync();
        pair.Write("writers.sql", "select * from nowhere; select * from customer;");
        var one = await pair.Command(server, arguments).ExecuteBufferedAsync();

        none.ExitCode.ShouldBe(ExitCodes.Broken);
        none.StandardOutput.ShouldContain("All statements of the writers fail on the base.");
        one.ExitCode.ShouldBe(ExitCodes.Done, one.StandardError);
        one.StandardOutput.ShouldContain(
            "note: A statement of the writers already fails on the base: 42P01"
        );
    }

    [Theory]
    [InlineData("\\i other.sql", "is a psql command")]
    [InlineData("select 'no end;", "unterminated quote")]
    public async Task A_script_that_cannot_be_taken_apart_ends_with_2(string text, string message)
    {
        using var pair = new CheckedPair().Write("down.sql", text);

        var result = await pair.Command("Host=127.0.0.1;Port=1").ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("down.sql, line 1: ");
        result.StandardError.ShouldContain(message);
        result.StandardError.TrimEnd().ShouldEndWith("script-unreadable");
    }

    [Fact]
    public async Task A_base_that_cannot_be_built_ends_with_5()
    {
        using var pair = new CheckedPair().Write("data.sql", "insert into nowhere values (1);");

        var result = await pair.CheckAsync();

        result.ExitCode.ShouldBe(ExitCodes.ScriptFailed);
        result.StandardError.ShouldContain("data.sql, line 1: relation \"nowhere\"");
        result.StandardError.TrimEnd().ShouldEndWith("base-failed");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_ends_with_3_and_keeps_the_password()
    {
        using var pair = new CheckedPair();

        var result = await pair.Command(
                null,
                "--server",
                "Host=127.0.0.1;Port=1;Username=me;Password=hunter2",
                "--verbose"
            )
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.CannotConnect);
        result.StandardError.ShouldContain("The password in --server can be read by every user");
        result.StandardError.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_role_that_is_no_superuser_ends_with_4()
    {
        using var pair = new CheckedPair();
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        var role = $"checker_{database.Name}";
        await database.ExecuteAsync($"create role {role} login createdb password 'checker'");

        var result = await pair.Command(database.ConnectionStringFor(role, "checker"))
            .ExecuteBufferedAsync();

        await database.ExecuteAsync($"drop role {role}");
        result.ExitCode.ShouldBe(ExitCodes.Refused);
        result.StandardError.ShouldContain("is no superuser");
    }

    [Fact]
    public async Task Another_major_than_the_servers_ends_with_2()
    {
        using var pair = new CheckedPair();

        var result = await pair.CheckAsync(
            "--major",
            (TestMajors.Newest - 1).ToString(CultureInfo.InvariantCulture)
        );

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain(
            $"The server is PostgreSQL {TestMajors.Newest}, and --major is"
        );
    }
}
