using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;

namespace OpsCenter.Migrations.Tests.Preservation;

public class DigestComparisonTests
{
    [Theory, MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]
    public async Task A_write_by_others_is_reported_as_theirs(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await shop.ExecuteAsync("insert into tags values ('new')");
        shop.DataSource.Clear();
        var report = await VerifyAsync(shop);

        report.Verdict("tags").ShouldBe(PreservationVerdict.ChangedByOthers);
        report.Verdict("customers").ShouldBe(PreservationVerdict.Unchanged);
        report.IsPreserved.ShouldBeTrue();
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

    private static async Task<Findings> VerifyAsync(TestDatabase shop)
    {
        var report = await Shop.Migrator(shop).VerifyAsync(Shop.Migration);
        return new Findings(report.Preservation!);
    }

    private sealed record Findings(PreservationReport Report)
    {
        public bool IsPreserved => Report.IsPreserved;

        public IReadOnlyList<PreservationFinding> All => Report.Findings;

        public PreservationVerdict Verdict(string name) =>
            Report.Findings.Single(finding => finding.Name == name).Verdict;
    }
}
