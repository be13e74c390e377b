using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Restores;

/// <summary>Up, use, down, up, restore equals up, use: every value, every sequence, V1's updated_at too.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<int, Shape> MajorsAndShapes =>
        MajorTurns.Cases<Shape>([Shape.A, Shape.AWithStartupIndexes, Shape.B]);

    [Theory]
    [MemberData(nameof(MajorsAndShapes))]
    public async Task Up_use_down_up_restore_equals_up_use(int major, Shape shape)
    {
        await using var database = await Databases.V2Async(major, shape, V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();

        (await database.RestoreAsync()).ShouldSay(
            "11 rows and values of 4 rows of V1 were restored from archive 1"
        );

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [MemberData(nameof(MajorsAndShapes))]
    public async Task By_the_service_it_is_the_same(int major, Shape shape)
    {
        await using var database = await Databases.CreateAsync(major, shape);
        await database.Migrator().ApplyAsync(Releases.V2);
        await database.ExecuteAsync(V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.Migrator().RollbackAsync(Releases.V2);
        await database.Migrator().ApplyAsync(Releases.V2);

        var report = await database.Migrator().RestoreArchiveAsync(Releases.V2);

        (report.Rows, report.Values).ShouldBe((11, 4));
        await used.ShouldBeBackAsync();
        (await database.Migrator().VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    [Theory]
    [EachMajor]
    public async Task It_can_go_back_and_forth_any_number_of_times(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");

        for (var round = 1; round <= 3; round++)
        {
            await database.DownAndUpAsync();
            (await database.RestoreAsync()).ShouldSay($"from archive {round}.");
            await used.ShouldBeBackAsync();
        }
    }

    [Theory]
    [InlineData(ScriptRoute.PsqlFile)]
    [InlineData(ScriptRoute.PsqlSingleTransaction)]
    [InlineData(ScriptRoute.PsqlInclude)]
    public async Task Psql_alone_does_it(ScriptRoute route)
    {
        await using var database = await Databases.V2Async(TestMajors.Newest, V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();

        (await database.RunAsync(Script.Restore, route)).ShouldContain("INFO:  11 rows");

        await used.ShouldBeBackAsync();
    }

    [Fact]
    public async Task An_archive_in_schema_opscenter_is_found()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"alter table llm_providers owner to {role}; alter table llm_usage_logs owner to {role}; grant usage, create on schema public to {role}; create schema opscenter authorization {role}"
        );
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        await database.ExecuteAsync(V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync($"set role {role}");

        (await database.RestoreAsync($"set role {role}")).ShouldSay(
            "from opscenter.model_servers_1"
        );

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [InlineData("Odd \"schema\" ☃")]
    [InlineData("select")]
    public async Task Odd_names_of_the_schema_are_no_obstacle(string schema)
    {
        var quoted = "\"" + schema.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var path = $"set search_path = {quoted}";
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            $"alter schema public rename to {quoted}"
        );
        (await database.UpAsync(path)).ShouldSucceed();
        await database.ExecuteAsync($"{path}; {V2Use.Sql}");
        var used = await UsedState.TakeAsync(database, schema);
        await database.DownAndUpAsync(path);

        (await database.RestoreAsync(path)).ShouldSay("11 rows");

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task In_a_database_that_was_dumped_and_restored_names_are_used(int major)
    {
        await using var database = await Databases.V2Async(major, V2Use.Sql);
        var used = await UsedState.TakeAsync(database, "public");
        await database.DownAndUpAsync();
        await database.ExecuteAsync(
            """
            update opscenter.migration set record_oid = 1;
            update opscenter.created_object set table_oid = (table_oid::bigint + 1000000)::oid,
                object_oid = (object_oid::bigint + 1000000)::oid,
                column_number = case kind when 'column' then column_number + 40 else 0 end;
            """
        );

        (await database.RestoreAsync()).ShouldSay("values of 4 rows of V1");

        await used.ShouldBeBackAsync();
    }

    [Theory]
    [EachMajor]
    public async Task A_position_without_a_row_comes_back_and_no_sequence_goes_back(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(
            major,
            "select nextval('audit_log_id_seq') from generate_series(1, 41)"
        );
        (await database.RestoreAsync()).ShouldSay(
            "sequence public.audit_log_id_seq set forward to 41"
        );
        (await database.ScalarAsync<long>("select nextval('audit_log_id_seq')")).ShouldBe(42);

        await database.DownAndUpAsync();
        await database.ExecuteAsync("select setval('audit_log_id_seq', 100)");
        (await database.RestoreAsync()).ShouldSucceed();

        (await database.ScalarAsync<long>("select nextval('audit_log_id_seq')")).ShouldBe(101);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(3)]
    public async Task A_sequence_leaps_to_the_archived_position_exactly(int position)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(
            TestMajors.Newest,
            $"select setval('audit_log_id_seq', {position})"
        );

        (await database.RestoreAsync()).ShouldSucceed();

        (
            await database.ScalarAsync<long>(
                "select last_value from audit_log_id_seq where is_called"
            )
        ).ShouldBe(position);
    }

    [Theory]
    [EachMajor]
    public async Task The_audit_log_is_still_append_only_and_goes_on_counting(int major)
    {
        await using var database = await ArchivedDatabases.ArchivedAsync(major);

        (await database.RestoreAsync()).ShouldSucceed();

        (
            await database.ScalarAsync<long>(
                "insert into audit_log (action_type) values ('next') returning id"
            )
        ).ShouldBe(3);
        var error = await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            database.ExecuteAsync("update audit_log set user_id = 'x'")
        );
        error.SqlState.ShouldBe("55000");
    }
}
