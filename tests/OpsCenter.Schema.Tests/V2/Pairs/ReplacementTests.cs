using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Schema.Tests.V2.Pairs;

/// <summary>A backup has the metadata of all pairs. One that replaces the tables of one pair sets back the metadata of that pair only.</summary>
public sealed class ReplacementTests : IDisposable
{
    private readonly PairBackups _backups = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_another_pair_has_done_since_the_backup_stays(bool isFirstAppliedBefore)
    {
        await using var database = await PairBackups.CreateAsync();
        var (one, two) = (
            await _backups.MigratorAsync(database, "first"),
            await _backups.MigratorAsync(database, "second")
        );
        if (isFirstAppliedBefore)
        {
            await one.ApplyAsync(Releases.V2);
        }

        await two.ApplyAsync(Releases.V2);
        await database.UseAsync("second");
        var backup = await two.BackupAsync(Releases.V2);
        await one.ApplyAsync(Releases.V2);
        await database.UseAsync("first");
        await one.RollbackAsync(Releases.V2);
        await one.ApplyAsync(Releases.V2);
        await database.ExecuteAsync("delete from second.model_servers");
        var first = await PairState.TakeAsync(database, "first");
        var history = await HistoryAsync(database, "first");

        await two.RestoreOverAsync(backup.File, database.Name);

        await first.ShouldBeUnchangedAsync();
        (await HistoryAsync(database, "first")).ShouldBe(history);
        (await one.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await one.RestoreArchiveAsync(Releases.V2)).Rows.ShouldBe(11);
        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await two.StatusAsync(Releases.V2)).History.Count.ShouldBe(1);
        (
            await database.ScalarAsync<long>("select count(*) from second.model_servers")
        ).ShouldBeGreaterThan(0);
        (await two.RollbackAsync(Releases.V2)).IsPreserved.ShouldBeTrue();
        (await one.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    /// <summary>What default privileges add to the tables that it makes anew; the grants of the file stay.</summary>
    [Fact]
    public async Task Default_privileges_give_nobody_a_right_on_the_record_that_it_restores()
    {
        await using var other = await TestRole.CreateAsync(
            await PgDumpProgram.DumpableMajorAsync()
        );
        await using var database = await PairBackups.CreateAsync();
        var migrator = await _backups.MigratorAsync(database, "first");
        await migrator.ApplyAsync(Releases.V2);
        await database.ExecuteAsync($"grant select on opscenter.migration to {other}");
        var backup = await migrator.BackupAsync(Releases.V2);
        await database.ExecuteAsync(
            $"alter default privileges grant all on tables to {other}; alter default privileges grant usage on schemas to {other}"
        );
        await migrator.RollbackAsync(Releases.V2);
        await database.ExecuteAsync("drop schema opscenter cascade");

        await migrator.RestoreOverAsync(backup.File, database.Name);

        (
            await database.ScalarAsync<string>(
                $"""
                select string_agg(distinct format('%s %s', c.relname, a.privilege_type), ', ')
                from pg_class c
                cross join aclexplode(c.relacl) a
                where c.relnamespace = 'opscenter'::regnamespace and a.grantee = '{other}'::regrole
                """
            )
        ).ShouldBe("migration SELECT");
        (await migrator.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_backup_from_before_V2_of_its_pair_is_refused_also_if_it_knows_V2_of_another()
    {
        await using var database = await PairBackups.CreateAsync();
        var (one, two) = (
            await _backups.MigratorAsync(database, "first"),
            await _backups.MigratorAsync(database, "second")
        );
        await one.ApplyAsync(Releases.V2);
        var backup = await two.BackupAsync(Releases.V2);
        await two.ApplyAsync(Releases.V2);

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            two.RestoreOverAsync(backup.File, database.Name)
        );
        await two.RollbackAsync(Releases.V2);
        await two.RestoreOverAsync(backup.File, database.Name);

        error.Message.ShouldContain("v2 is applied here, and the backup is from before that");
        (await two.StatusAsync(Releases.V2)).Standing.ShouldBe(MigrationStanding.Pending);
        (await one.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_no_metadata_is_left_that_of_other_pairs_does_not_come_back()
    {
        await using var database = await PairBackups.CreateAsync();
        var (one, two) = (
            await _backups.MigratorAsync(database, "first"),
            await _backups.MigratorAsync(database, "second")
        );
        await one.ApplyAsync(Releases.V2);
        await two.ApplyAsync(Releases.V2);
        var backup = await two.BackupAsync(Releases.V2);
        await one.RollbackAsync(Releases.V2);
        await two.RollbackAsync(Releases.V2);
        await database.ExecuteAsync("drop schema opscenter cascade");

        await two.RestoreOverAsync(backup.File, database.Name);

        (await one.StatusAsync(Releases.V2)).Standing.ShouldBe(MigrationStanding.Pending);
        (await one.StatusAsync(Releases.V2)).History.ShouldBeEmpty();
        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await one.ApplyAsync(Releases.V2)).IsPreserved.ShouldBeTrue();
    }

    [Fact]
    public async Task An_archive_that_came_since_is_still_known()
    {
        await using var database = await PairBackups.CreateAsync();
        var two = await _backups.MigratorAsync(database, "second");
        await two.ApplyAsync(Releases.V2);
        await database.UseAsync("second");
        var backup = await two.BackupAsync(Releases.V2);
        await two.RollbackAsync(Releases.V2);

        await two.RestoreOverAsync(backup.File, database.Name);

        var status = await two.StatusAsync(Releases.V2);
        status.Standing.ShouldBe(MigrationStanding.Applied);
        status.Archives.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_schema_of_a_pair_was_renamed_and_made_again()
    {
        await using var database = await PairBackups.CreateAsync();
        var (one, two) = (
            await _backups.MigratorAsync(database, "first"),
            await _backups.MigratorAsync(database, "second")
        );
        await two.ApplyAsync(Releases.V2);
        var backup = await two.BackupAsync(Releases.V2);
        await database.ExecuteAsync("alter schema second rename to third; create schema second");
        var third = await _backups.MigratorAsync(database, "third");

        await one.RestoreOverAsync(backup.File, database.Name);

        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await third.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await two.RollbackAsync(Releases.V2)).IsPreserved.ShouldBeTrue();
        (await third.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task An_archive_is_not_restored_over_that_of_another_pair()
    {
        await using var database = await PairBackups.CreateAsync();
        var (one, two) = (
            await _backups.MigratorAsync(database, "first"),
            await _backups.MigratorAsync(database, "second")
        );
        await two.ApplyAsync(Releases.V2);
        await database.UseAsync("second");
        await two.RollbackAsync(Releases.V2);
        var backup = await two.BackupAsync();
        await database.ExecuteAsync("alter schema second rename to third; create schema second");

        var error = await Should.ThrowAsync<RestoreRefusedException>(() =>
            one.RestoreOverAsync(backup.File, database.Name)
        );
        await one.RestoreIntoAsync(backup.File, $"{database.Name}_copy");

        await using var copy = await TestServer
            .For(database.Major)
            .AdoptDatabaseAsync($"{database.Name}_copy");
        error.Message.ShouldContain("opscenter_archive.");
        error.Remedy.ShouldContain("--into");
        (
            await (await _backups.MigratorAsync(database, "third")).StatusAsync(Releases.V2)
        ).Archives.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_backup_of_the_whole_database_sets_back_every_pair()
    {
        await using var database = await PairBackups.CreateAsync();
        var (one, two) = (
            await _backups.MigratorAsync(database, "first"),
            await _backups.MigratorAsync(database, "second")
        );
        await one.ApplyAsync(Releases.V2);
        await two.ApplyAsync(Releases.V2);
        var backup = await two.BackupAsync();
        await one.RollbackAsync(Releases.V2);

        await two.RestoreOverAsync(backup.File, database.Name);

        (await one.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
        (await two.VerifyAsync(Releases.V2)).IsVerified.ShouldBeTrue();
    }

    public void Dispose() => _backups.Dispose();

    /// <summary>Journal and digests of a pair.</summary>
    private static async Task<string?> HistoryAsync(TestDatabase database, string schema) =>
        await database.ScalarAsync<string>(
            $"""
            select string_agg(j::text || coalesce(d.lines, ''), E'\n' order by j.id)
            from opscenter.journal j
            join opscenter.pair p on p.number = j.pair and p.schema_name = '{schema}'
            cross join lateral (select string_agg(d::text, E'\n' order by d::text) as lines from opscenter.digest d where d.journal_id = j.id) d
            """
        );
}
