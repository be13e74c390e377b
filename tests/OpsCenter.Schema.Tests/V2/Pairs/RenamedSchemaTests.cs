using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Operations;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>A backup taken after schemas were renamed never replaces the record of another pair.</summary>
public sealed class RenamedSchemaTests : IDisposable
{
    private readonly PairBackups _backups = new();

    [Fact]
    public async Task A_schema_that_was_renamed_before_the_backup_is_named()
    {
        await using var database = await PairBackups.CreateAsync();
        await (await _backups.MigratorAsync(database, "second")).ApplyAsync(Releases.V2);
        await database.ExecuteAsync("alter schema second rename to third");
        var third = await _backups.MigratorAsync(database, "third");
        var backup = await third.BackupAsync(Releases.V2);

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            third.RestoreOverAsync(backup.File, database.Name)
        );

        error.Message.ShouldContain("Schema second was renamed before the backup");
        error.Remedy.ShouldContain("--into");
        (await third.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_apply_with_nothing_to_do_takes_the_new_name_into_the_record(bool byPsql)
    {
        await using var database = await PairBackups.CreateAsync();
        await (await _backups.MigratorAsync(database, "second")).ApplyAsync(Releases.V2);
        await database.ExecuteAsync("alter schema second rename to third");
        var third = await _backups.MigratorAsync(database, "third");

        if (byPsql)
        {
            (await database.UpAsync("set search_path = third")).ShouldSucceed();
        }
        else
        {
            (await third.ApplyAsync(Releases.V2)).Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);
        }

        var backup = await third.BackupAsync(Releases.V2);
        await third.RestoreOverAsync(backup.File, database.Name);
        (await third.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (
            await database.ScalarAsync<long>(
                "select count(*) from opscenter.created_object where schema_name = 'second' or definition like '%second.%'"
            )
        ).ShouldBe(0);
    }

    /// <summary>Its digests have tables of both schemas, the names of which meet.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_another_schema_of_the_path_had_is_followed(bool byPsql)
    {
        await using var database = await PairBackups.CreateAsync();
        await (await _backups.MigratorAsync(database, "first,second")).ApplyAsync(Releases.V2);
        await database.ExecuteAsync(
            "alter schema second rename to old; alter schema first rename to second"
        );
        var migrator = await _backups.MigratorAsync(database, "second,old");

        if (byPsql)
        {
            (await database.UpAsync("set search_path = second, old")).ShouldSucceed();
        }

        (await migrator.ApplyAsync(Releases.V2)).Outcome.ShouldBe(ApplyOutcome.AlreadyApplied);

        (
            await database.ScalarAsync<string>(
                "select string_agg(distinct schema_name, ',' order by schema_name) from opscenter.digest where kind <> 'unchecked'"
            )
        ).ShouldBe("old,second");
        (await migrator.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await migrator.RollbackAsync(Releases.V2)).IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task Schemas_that_were_swapped_keep_their_own_records()
    {
        await using var database = await PairBackups.CreateAsync();
        // Of V1 in one, of V2 in the other.
        await database.ExecuteAsync(
            """
            alter table first.llm_usage_logs add column if not exists latency_ms integer;
            alter table second.llm_usage_logs drop column if exists latency_ms;
            update first.llm_usage_logs set latency_ms = 7
            """
        );
        foreach (var schema in new[] { "first", "second" })
        {
            await (await _backups.MigratorAsync(database, schema)).ApplyAsync(Releases.V2);
        }

        await database.ExecuteAsync(
            "alter schema first rename to other; alter schema second rename to first; alter schema other rename to second"
        );
        var one = await _backups.MigratorAsync(database, "second");
        var backup = await one.BackupAsync(Releases.V2);

        await Should.ThrowAsync<RestoreRefusedException>(() =>
            one.RestoreOverAsync(backup.File, database.Name)
        );

        (await one.RollbackAsync(Releases.V2)).IsPreserved.ShouldBeTrue();
        (
            await database.ScalarAsync<bool>(
                "select bool_and(latency_ms = 7) from second.llm_usage_logs"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_schema_that_took_the_name_of_another_one_is_replaced_alone()
    {
        await using var database = await PairBackups.CreateAsync();
        await (await _backups.MigratorAsync(database, "second")).ApplyAsync(Releases.V2);
        await database.ExecuteAsync(
            "alter schema second rename to old; alter schema first rename to second"
        );
        var (old, two) = (
            await _backups.MigratorAsync(database, "old"),
            await _backups.MigratorAsync(database, "second")
        );
        await two.ApplyAsync(Releases.V2);
        var backup = await two.BackupAsync(Releases.V2);

        await two.RestoreOverAsync(backup.File, database.Name);

        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await old.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    public void Dispose() => _backups.Dispose();
}
