using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests;

/// <summary>Databases that something happened to after V2 was applied.</summary>
public class RepairTests
{
    // What a dump and restore do to the metadata: every oid is new, and columns are numbered without gaps.
    private const string Restore = """
        update opscenter.migration set record_oid = 1;
        update opscenter.created_object
        set table_oid = (table_oid::bigint + 1000000)::oid, object_oid = (object_oid::bigint + 1000000)::oid,
            column_number = case kind when 'column' then column_number + 40 else 0 end;
        update opscenter.digest
        set detail = jsonb_set(detail, '{Oid}', to_jsonb((detail ->> 'Oid')::bigint + 1000000))
        where detail ? 'Oid';
        """;

    [Fact]
    public async Task Apply_creates_what_was_lost_and_says_so()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("drop index idx_audit_user");
        (await OpsCenterProcess.RunAsync(database, "verify")).ExitCode.ShouldBe(
            ExitCodes.NotVerified
        );

        var repaired = await OpsCenterProcess.RunAsync(database, "apply");

        repaired.StandardOutput.ShouldContain("1 missing object was created");
        (await OpsCenterProcess.RunAsync(database, "verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task A_restored_database_is_verified_by_names()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(Restore);

        var verified = await OpsCenterProcess.RunAsync(database, "verify");

        verified.ExitCode.ShouldBe(ExitCodes.Done, verified.StandardOutput);
        verified.StandardOutput.ShouldContain(
            "table public.llm_usage_logs: 100 rows, content unchanged"
        );
    }

    [Fact]
    public async Task A_restored_database_is_rolled_back_by_names()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("insert into audit_log (user_id) values ('u')");
        await database.ExecuteAsync(Restore);

        var back = await OpsCenterProcess.RunAsync(database, "rollback");

        back.ExitCode.ShouldBe(ExitCodes.Done, back.StandardOutput + back.StandardError);
        await database.ShouldNotHaveTableAsync("audit_log");
    }

    [Theory]
    [InlineData("")]
    [InlineData(Restore)]
    public async Task A_rollback_does_not_drop_a_column_that_is_older_than_V2(string restore)
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync(
            """
            update opscenter.created_object as o
            set object_name = a.attname, column_number = a.attnum
            from pg_attribute as a
            where o.kind = 'column' and o.object_name = 'source'
                and a.attrelid = 'llm_usage_logs'::regclass and a.attname = 'latency_ms';
            """ + restore
        );

        var back = await OpsCenterProcess.RunAsync(database, "rollback");

        back.ExitCode.ShouldBe(ExitCodes.Refused, back.StandardOutput + back.StandardError);
        back.StandardError.ShouldContain("column latency_ms of public.llm_usage_logs");
    }

    [Fact]
    public async Task A_rollback_copes_with_indexes_that_were_built_anew()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("reindex table concurrently llm_usage_logs");

        var back = await OpsCenterProcess.RunAsync(database, "rollback");

        back.ExitCode.ShouldBe(ExitCodes.Done, back.StandardOutput + back.StandardError);
    }

    [Fact]
    public async Task What_psql_applied_is_not_claimed_to_be_checked()
    {
        await using var database = await V1Database.CreateAppliedAsync();
        await database.ExecuteAsync("drop table opscenter.digest, opscenter.journal");
        await OpsCenterProcess.RunAsync(database, "apply");

        var verified = await OpsCenterProcess.RunAsync(database, "verify");

        verified.ExitCode.ShouldBe(ExitCodes.Done);
        verified.StandardOutput.ShouldContain("it found the migration applied without the service");
    }

    [Fact]
    public async Task An_empty_connection_is_no_leave_to_take_another()
    {
        await using var database = await V1Database.CreateAppliedAsync();

        var result = await OpsCenterProcess.RunAsync(database, "rollback", "--connection", "");

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        await database.ShouldHaveTableAsync("audit_log");
    }
}
