using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Runs;

public sealed class AtomicityTests
{
    /// <summary>Lets two indexes through and stops the third.</summary>
    private const string FailsHalfway = """
        create sequence indexes_built;
        create function stop_the_third() returns event_trigger language plpgsql as
        $$ begin if nextval('public.indexes_built') > 3 then raise exception 'the disk is full'; end if; end $$;
        create event trigger third_index on ddl_command_end when tag in ('CREATE INDEX') execute function public.stop_the_third();
        """;

    private const string FailsWhenDropping = """
        create function stop_the_drop() returns event_trigger language plpgsql as
        $$ begin raise exception 'not today'; end $$;
        create event trigger no_drop on ddl_command_end when tag in ('DROP TABLE') execute function public.stop_the_drop();
        """;

    public static TheoryData<int, ScriptRoute> Routes =>
        MajorTurns.Cases<ScriptRoute>(Enum.GetValues<ScriptRoute>());

    [Theory]
    [EachMajor]
    public async Task Begin_up_rollback_leaves_nothing(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);

        var result = await database.Psql.RunScriptTextAsync(
            $"begin;\n\\i {Script.Up.Path}\n\\d model_servers\nrollback;\n"
        );

        result.StandardOutput.ShouldContain("health_status");
        result.StandardError.ShouldContain("V2 is in place");
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Begin_rollback_script_rollback_leaves_everything(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var before = await DatabaseState.TakeAsync(database);

        var result = await database.Psql.RunScriptTextAsync(
            $"begin;\n\\i {Script.Rollback.Path}\nrollback;\n"
        );

        result.StandardError.ShouldContain("V2 is rolled back");
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_error_halfway_up_leaves_nothing(int major, ScriptRoute route)
    {
        await using var database = await Databases.V1Async(major, FailsHalfway);
        var before = await DataSnapshot.TakeAsync(database, "public");
        var schema = await SchemaSnapshot.TakeAsync(database);

        var said = await database.RunAsync(Script.Up, route);

        said.ShouldContain("the disk is full");
        said.ShouldNotContain("V2 is in place");
        await database.ExecuteAsync(
            "drop event trigger third_index; select setval('indexes_built', 1, false)"
        );
        await database.ShouldNotHaveSchemaAsync("opscenter");
        await database.ShouldNotHaveTableAsync("model_servers");
        await database.ShouldNotHaveColumnAsync("llm_usage_logs", "server_id");
        before.DiffTo(await DataSnapshot.TakeAsync(database, "public")).ShouldBeEmpty();
        schema
            .DiffTo(await SchemaSnapshot.TakeAsync(database))
            .Split('\n')
            .ShouldAllBe(line => line.Contains("third_index"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_error_halfway_down_leaves_everything(int major, ScriptRoute route)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql + FailsWhenDropping);
        var before = await DatabaseState.TakeAsync(database);

        var said = await database.RunAsync(Script.Rollback, route);

        said.ShouldContain("not today");
        said.ShouldNotContain("V2 is rolled back");
        await before.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_refusal_shows_in_psql_that_does_not_stop_on_errors(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create view model_servers as select 1 as one"
        );

        var result = await database.Psql.RunFileAsync(Script.Up.Path);

        result.StandardError.ShouldContain("ERROR:  V2 was refused, nothing was changed");
        result.StandardError.ShouldContain("HINT:");
    }

    [Theory]
    [EachMajor]
    public async Task A_refusal_ends_psql_with_exit_code_3_under_ON_ERROR_STOP(int major)
    {
        await using var database = await Databases.V1Async(
            major,
            "create view model_servers as select 1 as one"
        );

        (
            await database.Psql.RunFileAsync(Script.Up.Path, "-v", "ON_ERROR_STOP=1")
        ).ExitCode.ShouldBe(3);
    }

    [Theory]
    [EachMajor]
    public async Task A_script_in_a_failed_transaction_does_nothing(int major)
    {
        await using var database = await Databases.V1Async(major);
        var before = await DatabaseState.TakeAsync(database);

        await database.Psql.RunScriptTextAsync(
            $"begin;\nselect 1/0;\n\\i {Script.Up.Path}\ncommit;\n"
        );

        await before.ShouldBeUnchangedAsync();
    }
}
