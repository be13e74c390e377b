using OpsCenter.Migrations.Errors;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Trust;

/// <summary>Who may write the record decides what a rollback drops: only by a grant that somebody made for that table.</summary>
public sealed class WriterTests
{
    [Theory]
    [InlineData(
        "opscenter.created_object",
        "alter default privileges grant insert on tables to {0}; grant insert on opscenter.created_object to {0}",
        "role {0} may write it by the default privileges of its owner",
        "from {0}"
    )]
    [InlineData(
        "opscenter.migration",
        "grant update on opscenter.migration to public",
        "everybody may write it",
        "from public"
    )]
    [InlineData(
        "opscenter.pair",
        "grant update (table_oid) on opscenter.pair to public",
        "everybody may write it",
        "from public"
    )]
    public async Task Writers_that_nobody_chose_are_refused_until_their_right_is_revoked(
        string table,
        string granted,
        string fault,
        string remedy
    )
    {
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"grant usage on schema opscenter to {other}"
        );
        await database.ExecuteAsync(string.Format(granted, other));

        foreach (
            var outcome in new[]
            {
                await database.UpAsync(),
                await database.RollBackAsync(),
                await database.RestoreAsync(),
            }
        )
        {
            outcome.ShouldBeRefused(table, string.Format(fault, other));
        }

        var error = await Should.ThrowAsync<UntrustedObjectException>(
            database.Migrator().RollbackAsync(Releases.V2)
        );
        var revoke =
            $"revoke insert, update, delete, truncate, trigger on {table} {string.Format(remedy, other)} cascade;";
        error.Message.ShouldContain(revoke);

        await database.ExecuteAsync(revoke);
        (await database.RollBackAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Who_got_the_right_from_a_chosen_writer_is_refused()
    {
        await using var chosen = await TestRole.CreateAsync(TestMajors.Newest);
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"grant usage on schema opscenter to {chosen}, {other}; grant insert on opscenter.pair to {chosen} with grant option; "
                + $"set role {chosen}; grant insert on opscenter.pair to {other}; reset role"
        );

        var refused = await database.RollBackAsync();

        var revoke =
            $"revoke grant option for insert, update, delete, truncate, trigger on opscenter.pair from {chosen} cascade;";
        refused.ShouldBeRefused($"role {other} may write it, by a grant of role {chosen}", revoke);
        await database.ExecuteAsync(revoke);
        (await database.RollBackAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task A_grant_of_our_own_is_no_default_privilege()
    {
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(
            TestMajors.Newest,
            $"alter default privileges grant select, insert, update, delete on tables to {other}; "
                + $"grant usage on schema opscenter to {other}; grant select, update on opscenter.pair to {other}"
        );

        (await database.RollBackAsync()).ShouldSucceed();
    }

    [Theory]
    [InlineData("grant usage on schema opscenter to {0}; grant insert on opscenter.pair to {0}")]
    [InlineData(
        "alter default privileges grant insert on tables to {0}; grant insert on opscenter.pair to {0}, public"
    )]
    public async Task A_chosen_writer_and_a_right_out_of_reach_are_no_fault(string granted)
    {
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V2Async(TestMajors.Newest);
        await database.ExecuteAsync(string.Format(granted, other));

        (await database.RollBackAsync()).ShouldSucceed();
    }
}
