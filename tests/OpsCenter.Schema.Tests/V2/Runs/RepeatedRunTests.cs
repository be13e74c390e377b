using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Runs;

public sealed class RepeatedRunTests
{
    /// <summary>Production by every way, the other shapes by one.</summary>
    public static TheoryData<int, Shape, ScriptRoute> Everything
    {
        get
        {
            (Shape Shape, ScriptRoute Route)[] cases =
            [
                .. Enum.GetValues<ScriptRoute>().Select(route => (Shape.A, route)),
                (Shape.AWithStartupIndexes, ScriptRoute.OneCommand),
                (Shape.B, ScriptRoute.PsqlFile),
            ];
            var data = new TheoryData<int, Shape, ScriptRoute>();
            foreach (var (turn, (shape, route)) in cases.Index())
            {
                foreach (var major in MajorTurns.At(turn))
                {
                    data.Add(major, shape, route);
                }
            }

            return data;
        }
    }

    public static TheoryData<int, Script> BothScripts =>
        MajorTurns.Cases<Script>([Script.Up, Script.Rollback]);

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Up_and_down_again_by_each_way_and_each_script_twice_changes_only_once(
        int major,
        Shape shape,
        ScriptRoute route
    )
    {
        await using var database = await Databases.CreateAsync(major, shape);
        var v1 = await DatabaseState.TakeAsync(database);

        (await database.RunAsync(Script.Up, route)).ShouldContain(
            "V2 is in place in schema public"
        );
        await v1.ShouldBeAllThereAsync();
        var v2 = await DatabaseState.TakeAsync(database);
        (await database.RunAsync(Script.Up, route)).ShouldContain("V2 is already in place");
        await v2.ShouldBeUnchangedAsync();

        (await database.RunAsync(Script.Rollback, route)).ShouldContain("V2 is rolled back");
        await v1.ShouldBeUnchangedAsync();
        (await database.RunAsync(Script.Rollback, route)).ShouldContain("There is no record of V2");
        await v1.ShouldBeUnchangedAsync();
    }

    [Theory]
    [EachMajor]
    public async Task Up_down_up_gives_what_the_first_up_gave(int major)
    {
        await using var database = await Databases.V1Async(major);
        (await database.UpAsync()).ShouldSucceed();
        var first = await SchemaSnapshot.TakeAsync(database);

        (await database.RollBackAsync()).ShouldSucceed();
        (await database.UpAsync()).ShouldSucceed();

        (await SchemaSnapshot.TakeAsync(database)).ShouldEqual(first);
    }

    [Theory]
    [MemberData(nameof(BothScripts))]
    public async Task A_run_with_nothing_to_do_writes_nothing_and_locks_only_for_reading(
        int major,
        Script script
    )
    {
        await using var database =
            script == Script.Up ? await Databases.V2Async(major) : await Databases.V1Async(major);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.RunAsync("begin");

        (await connection.RunScriptAsync(script)).ShouldSucceed();

        (
            await connection.ScalarAsync<bool>("select pg_current_xact_id_if_assigned() is null")
        ).ShouldBeTrue();
        (
            await connection.ScalarAsync<string>(
                """
                select coalesce(string_agg(format('%s %s', relation::regclass, mode), ', '), '') from pg_locks
                where pid = pg_backend_pid() and locktype = 'relation' and mode <> 'AccessShareLock'
                """
            )
        ).ShouldBeEmpty();
        await connection.RunAsync("rollback");
    }

    [Theory]
    [MemberData(nameof(BothScripts))]
    public async Task A_run_with_nothing_to_do_works_in_a_read_only_transaction(
        int major,
        Script script
    )
    {
        await using var database =
            script == Script.Up ? await Databases.V2Async(major) : await Databases.V1Async(major);

        (await database.RunAsync(script, "begin transaction read only")).ShouldSay(
            "Nothing was changed"
        );
    }

    [Theory]
    [EachMajor]
    public async Task Up_again_after_up_down_up_writes_nothing(int major)
    {
        await using var database = await Databases.V2Async(major);
        (await database.RollBackAsync()).ShouldSucceed();
        (await database.UpAsync()).ShouldSucceed();
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync()).ShouldSay("already in place");

        await before.ShouldBeUnchangedAsync();
    }
}
