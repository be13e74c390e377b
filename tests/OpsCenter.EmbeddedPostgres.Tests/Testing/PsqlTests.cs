using OpsCenter.Testing;

namespace OpsCenter.EmbeddedPostgres.Tests.Testing;

public sealed class PsqlTests
{
    [Fact]
    public async Task It_goes_on_after_an_error_as_an_operator_s_psql_does()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();

        var result = await database.Psql.RunScriptTextAsync(
            "SELECT 1/0; CREATE TABLE after_it (a int);"
        );

        result.ExitCode.ShouldBe(0);
        result.StandardError.ShouldContain("division by zero");
        await database.ShouldHaveTableAsync("after_it");
    }

    [Fact]
    public async Task It_runs_a_file_with_the_operator_s_arguments()
    {
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "CREATE TABLE undone (a int); SELECT 1/0;");

        var result = await database.Psql.RunFileAsync(file, "-1", "-v", "ON_ERROR_STOP=1");

        result.ExitCode.ShouldBe(3);
        await database.ShouldNotHaveTableAsync("undone");
        File.Delete(file);
    }
}
