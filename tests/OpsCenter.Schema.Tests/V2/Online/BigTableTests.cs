using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Schema.Tests.V2.Remedies;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Online;

/// <summary>Tables of which a single transaction would keep others waiting.</summary>
public sealed class BigTableTests
{
    // A row a page, and most rows are deleted again: big by its pages, quick to fill and to compare.
    private const string Big = """
        alter table llm_usage_logs alter column error_message set storage plain;
        insert into llm_usage_logs (user_id, request_tokens, error_message) select 'u', n, repeat('x', 7000) from generate_series(1, 36000) as n;
        delete from llm_usage_logs where request_tokens % 100 <> 0 and user_id = 'u';
        """;

    [Fact]
    public async Task A_single_statement_says_what_it_would_block_and_for_how_long_and_offers_the_online_way()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest, Big);
        var before = await DatabaseState.TakeAsync(database);

        (await database.UpAsync("set opscenter.mode = 'plan'")).ShouldSay(
            "every writer of public.llm_usage_logs",
            "waiting for about 2 s",
            "run_v2_online.sql"
        );
        var refused = await database.UpAsync();
        refused.ShouldBeRefused("every writer of public.llm_usage_logs", "opscenter apply");
        await before.ShouldBeUnchangedAsync();
        (await database.UpAsync(await RemedyTests.FollowAsync(database, refused))).ShouldSay(
            "V2 is in place"
        );
    }

    [Fact]
    public async Task A_dry_run_that_cannot_copy_it_says_both_reasons()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest, Big);
        var before = await DatabaseState.TakeAsync(database);

        var refused = await Should.ThrowAsync<MigrationRefusedException>(
            database.Migrator().DryRunAsync(Releases.V2)
        );

        refused.Message.ShouldContain("every writer of public.llm_usage_logs");
        refused.Message.ShouldContain("A dry run goes to an empty copy then, which cannot be made");
        refused.Remedy.ShouldContain("--allow-blocking");
        await before.ShouldBeUnchangedAsync();
        (
            await database
                .Migrator(new MigratorOptions { AllowBlocking = true })
                .DryRunAsync(Releases.V2)
        ).CatalogDifferences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rollback_in_a_single_statement_is_refused_too()
    {
        await using var database = await Databases.V2Async(TestMajors.Newest, Big + Big);

        var refused = await database.RollBackAsync();
        refused.ShouldBeRefused("everybody out of public.llm_usage_logs", "opscenter rollback");
        (await database.RollBackAsync(await RemedyTests.FollowAsync(database, refused))).ShouldSay(
            "V2 is rolled back"
        );
    }

    [Fact]
    public async Task Online_nothing_is_refused()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest, Big + Big);
        var v1 = await DatabaseState.TakeAsync(database);

        await database.Migrator().ApplyAsync(Releases.V2);
        await database.Migrator().RollbackAsync(Releases.V2);

        await v1.ShouldBeRestoredAsync();
    }
}
