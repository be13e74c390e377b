using Npgsql;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preservation;

public class DigestComparisonTests
{
    [Theory, EachMajor]
    public async Task A_write_by_others_is_reported_as_theirs(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync("update tags set tag = 'new' where tag = 'a'");
        shop.DataSource.Clear();
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.ChangedByOthers);
        report.Verdict("customers").ShouldBe(PreservationVerdict.Unchanged);
        report.IsPreserved.ShouldBeTrue();
    }

    [Theory, EachMajor]
    public async Task The_rows_of_before_are_proved_although_others_were_added(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync("insert into tags values ('new'), ('new'), ('a')");
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.Preserved);
        report.Message("tags").ShouldContain("3 more were added since");
        report.IsPreserved.ShouldBeTrue();
    }

    [Theory, EachMajor]
    public async Task A_transaction_that_ran_while_the_digest_was_taken_counts_as_later(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("insert into tags values ('mine')", connection);
        await insert.ExecuteNonQueryAsync();
        await shop.ExecuteAsync("insert into tags values ('before')");
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await transaction.CommitAsync();
        await shop.ExecuteAsync("insert into tags values ('after')");

        (await VerifyAsync(shop)).Message("tags").ShouldContain("2 more were added since");
    }

    [Theory]
    [InlineData("update tags set tag = 'z' where tag = 'a'")]
    [InlineData("delete from tags where tag = 'a'; insert into tags values ('z')")]
    [InlineData("delete from tags where tag = 'a'; insert into tags values ('a'), ('z')")]
    [InlineData("truncate tags; insert into tags values ('a')")]
    public async Task Added_rows_hide_no_change_of_the_others(string change)
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync(
            $"set track_counts = off; insert into tags values ('new'); {change}; reset track_counts"
        );
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.Changed);
        report.IsPreserved.ShouldBeFalse();
    }

    [Fact]
    public async Task A_digest_without_a_snapshot_is_compared_as_a_whole()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync(
            "update opscenter.digest set detail = detail - 'Snapshot'; insert into tags values ('new')"
        );
        shop.DataSource.Clear();
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.ChangedByOthers);
        report.Verdict("customers").ShouldBe(PreservationVerdict.Unchanged);
    }

    [Fact]
    public async Task A_change_that_no_counter_explains_fails()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync(
            "set track_counts = off; update tags set tag = 'b'; reset track_counts"
        );
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.Changed);
        report.IsPreserved.ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_or_column_that_is_gone_fails()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync("drop table tags; alter table customers drop column photo");
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.Changed);
        report.Verdict("customers").ShouldBe(PreservationVerdict.Changed);
    }

    [Fact]
    public async Task A_renamed_table_or_column_and_a_new_one_change_no_content()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync(
            "alter table tags rename to labels; alter table customers rename name to title; alter table customers add extra int default 7"
        );
        var report = await VerifyAsync(shop);

        report.All.ShouldAllBe(finding => finding.Verdict == PreservationVerdict.Unchanged);
    }

    [Fact]
    public async Task Digests_of_another_algorithm_are_not_compared()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync("update opscenter.digest set algorithm = 'record-text-64.1'");
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.NotComparable);
        report.IsPreserved.ShouldBeFalse();
        (await Shop.Migrator(shop).VerifyAsync(Shop.Migration)).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sequence_may_go_forward_but_not_back()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync("select nextval('ticket_numbers')");
        (await VerifyAsync(shop))
            .Verdict("ticket_numbers")
            .ShouldBe(PreservationVerdict.ChangedByOthers);
        await shop.ExecuteAsync("select setval('ticket_numbers', 1)");
        (await VerifyAsync(shop)).Verdict("ticket_numbers").ShouldBe(PreservationVerdict.Changed);
    }

    [Fact]
    public async Task What_the_role_of_now_may_not_read_is_unchecked()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await using var role = await Role.CreateAsync(
            shop,
            "grant usage on schema opscenter to {0}; grant select on all tables in schema opscenter, public to {0}; revoke select on tags from {0}"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);

        var report = (await new Migrator(source).VerifyAsync(Shop.Migration)).Preservation!;

        report
            .Unchecked.Select(table => table.Table)
            .ShouldBe(["customers_id_seq", "tags", "ticket_numbers"], ignoreOrder: true);
        report.Findings.ShouldAllBe(finding => finding.Verdict == PreservationVerdict.Unchanged);
    }

    private static async Task<Findings> VerifyAsync(TestDatabase shop)
    {
        var report = await Shop.Migrator(shop).VerifyAsync(Shop.Migration);
        return new Findings(report.Preservation!);
    }

    private sealed record Findings(PreservationReport Report)
    {
        public bool IsPreserved => Report.IsPreserved;

        public IReadOnlyList<PreservationFinding> All => Report.Findings;

        public string Message(string name) =>
            Report.Findings.Single(finding => finding.Name == name).Message;

        public PreservationVerdict Verdict(string name) =>
            Report.Findings.Single(finding => finding.Name == name).Verdict;
    }
}
