using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>What waits for the disk: no transaction of an online run that holds a strong lock does, what is said to be done does.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public async Task After_units_that_did_not_the_record_is_committed_as_the_server_is_set()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await database.ExecuteAsync(
            "do $$ begin execute format('alter database %I set synchronous_commit = ''local''', current_database()); end $$"
        );
        await database.Migrator().ApplyAsync(Releases.V2);
        await database.Migrator().RollbackAsync(Releases.V2);
        await database.ExecuteAsync(
            """
            create table opscenter.commits (synchronous text);
            create function note_commit() returns trigger language plpgsql as
                'begin insert into opscenter.commits values (current_setting(''synchronous_commit'')); return null; end';
            create trigger note_commit after insert on opscenter.journal execute function note_commit();
            """
        );

        await database.Migrator().ApplyAsync(Releases.V2);

        (
            await database.ScalarAsync<string>(
                "select string_agg(synchronous, ' ') from opscenter.commits"
            )
        ).ShouldBe("local");
    }
}
