using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>The V1 tables live in a schema other than public.</summary>
public sealed class SchemaNameTests
{
    public static TheoryData<int, string> Names =>
        Spread.OverMajors<string>([
            .. Quotable,
            "app",
            "\"select\"",
            "\"Größe ☃\"",
            "\"a.b\"",
            "\"$copy$\"",
        ]);

    /// <summary>All names are tried in a full run only: an online run takes seconds.</summary>
    public static TheoryData<int, string> OnlineNames =>
        TestRun.IsFull ? Names : Spread.OverMajors<string>(Quotable);

    /// <summary>Each has what ends or fills a quote.</summary>
    private static string[] Quotable => ["\"My \"\"Schema\"\"\"", "\"%s %I $1\"", "\"it's\""];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task V2_goes_where_the_search_path_finds_V1_and_comes_back_from_there(
        int major,
        string schema
    )
    {
        await using var database = await Databases.V1Async(
            major,
            $"alter schema public rename to {schema}"
        );
        var before = await DatabaseState.TakeAsync(database);
        var session = $"set search_path = {schema};";

        (await database.UpAsync(session)).ShouldSay("8 tables, 8 columns");
        await database.ShouldHaveTableAsync($"{schema}.model_servers");
        (await database.UpAsync(session)).ShouldSay("already in place");
        await database.ExecuteAsync(session + V2Use.Sql);
        (await database.RollBackAsync(session)).ShouldSay(
            "opscenter_archive.model_servers_1 (2 rows)"
        );

        await before.ShouldBeRestoredAsync();
    }

    [Theory]
    [MemberData(nameof(OnlineNames))]
    public async Task Online_it_is_the_same_and_what_was_archived_comes_back(
        int major,
        string schema
    )
    {
        await using var database = await Databases.V1Async(
            major,
            BigTable.Usage + $"alter schema public rename to {schema}"
        );
        await database.ExecuteAsync($"alter database {database.Name} set search_path = {schema}");
        database.DataSource.Clear();
        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync(V2Use.Sql);
        var used = await UsedState.TakeAsync(database, Unquoted(schema));

        var report = await database.Migrator().RollbackAsync(Releases.V2);

        report.Outcome.ShouldBe(RollbackOutcome.RolledBack);
        report
            .Steps.Where(step => step.Kind == StepKind.Archived)
            .Select(step => step.Message)
            .ShouldContain(
                $"3 rows of {schema}.llm_usage_logs (provider, server_id, deployment_id, source, cost_usd) copied to opscenter_archive.llm_usage_logs_1"
            );
        await database.Migrator().ApplyAsync(Releases.V2);
        await database.Migrator().RestoreArchiveAsync(Releases.V2);
        await used.ShouldBeBackAsync();
    }

    /// <summary>The driver writes statements, too: the name has what could end each of its quotes.</summary>
    [Fact]
    public async Task Online_by_psql_it_is_the_same()
    {
        const string Schema = "$unit$ $do$ $$ it's %s \\";
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            BigTable.Usage + $"alter schema public rename to \"{Schema}\""
        );
        await database.ExecuteAsync(
            $"alter database {database.Name} set search_path = \"{Schema}\""
        );
        database.DataSource.Clear();
        var before = await DatabaseState.TakeAsync(database);

        await database.RunOnlineByPsqlAsync(Script.Up);
        await database.ShouldHaveTableAsync($"\"{Schema}\".model_servers");
        await database.ExecuteAsync(V2Use.Sql);
        await database.RunOnlineByPsqlAsync(Script.Rollback);

        await before.ShouldBeRestoredAsync();
    }

    [Theory]
    [EachMajor]
    public async Task V1_tables_in_two_schemas_are_found_by_the_path(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create schema logs; alter table llm_usage_logs set schema logs"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync("set search_path = logs, public")).ShouldSay(
            "in place in schema public"
        );
        await database.ShouldHaveColumnAsync("logs.llm_usage_logs", "server_id");
        (await database.RollBackAsync("set search_path = logs, public")).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task The_schema_of_the_user_is_found(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "alter schema public rename to postgres"
        );

        (await database.UpAsync("set search_path = \"$user\", public")).ShouldSay(
            "in place in schema postgres"
        );
    }

    [Theory]
    [EachMajor]
    public async Task A_schema_opscenter_that_was_there_stays_with_what_is_in_it(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create schema opscenter; create table opscenter.settings (a int); insert into opscenter.settings values (1); comment on schema opscenter is 'ours'"
        );
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSucceed();
        (await database.RollBackAsync()).ShouldSucceed();

        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Two_V1_databases_in_one_are_not_mixed_up(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create schema second; create table second.llm_providers (like llm_providers including all); create table second.llm_usage_logs (like llm_usage_logs including all)"
        );

        (await database.UpAsync("set search_path = second")).ShouldSay("in place in schema second");

        await database.ShouldNotHaveTableAsync("public.model_servers");
        await database.ShouldNotHaveColumnAsync("public.llm_usage_logs", "server_id");
    }

    private static string Unquoted(string name) =>
        name.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);
}
