using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Majors;
using OpsCenter.Conformance.Tests.Entries;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>The law portable when majors are unavailable or the base cannot be built.</summary>
public sealed class PortableTests
{
    [Fact]
    public async Task An_unavailable_major_is_a_note()
    {
        var outcome = await CheckAsync(requireEveryMajor: false);

        outcome.Obstacle.ShouldBeNull();
        outcome.Notes.ShouldContain("PostgreSQL 13 is unavailable: no server in this test");
    }

    [Fact]
    public async Task An_unavailable_required_major_makes_the_verdict_not_checked()
    {
        var outcome = await CheckAsync(requireEveryMajor: true);

        outcome.Obstacle.ShouldNotBeNull().ShouldContain("PostgreSQL 13 is unavailable");
    }

    [Theory]
    [InlineData("SET transaction_timeout = 0;\nselect 1;", true)]
    [InlineData("set lock_timeout = no_number;", false)]
    public async Task A_dump_of_a_newer_pg_dump_can_be_the_base_on_older_majors(
        string header,
        bool isBuilt
    )
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var pair = CatalogueEntry.Read("sound/guarded-columns").Pair;
        var check = AllLaws
            .With(
                new LawOptions
                {
                    Servers = TestMajorServers.Shared,
                    Majors = [13, TestMajors.Newest],
                }
            )
            .Single(law => law.Id == "portable")
            .CheckAsync(
                new Trial(
                    pair with
                    {
                        Base = pair.Base with { Text = header + pair.Base.Text },
                    },
                    server
                ),
                CancellationToken.None
            );

        if (isBuilt)
        {
            (await check).ShouldSatisfyAllConditions(
                outcome => outcome.Obstacle.ShouldBeNull(),
                outcome => outcome.Notes.ShouldBeEmpty()
            );
        }
        else
        {
            await Should.ThrowAsync<PreparationFailedException>(check);
        }
    }

    [Fact]
    public async Task A_base_that_builds_on_no_other_major_makes_the_verdict_not_checked()
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var pair = CatalogueEntry.Read("sound/guarded-columns").Pair;
        var newest = pair with
        {
            Base = pair.Base with
            {
                Text =
                    $"do $$ begin if current_setting('server_version_num')::int / 10000 < {TestMajors.Newest} "
                    + "then raise 'too old'; end if; end $$;"
                    + pair.Base.Text,
            },
        };

        var outcome = await AllLaws
            .With(
                new LawOptions
                {
                    Servers = TestMajorServers.Shared,
                    Majors = [13, TestMajors.Newest],
                }
            )
            .Single(law => law.Id == "portable")
            .CheckAsync(new Trial(newest, server), CancellationToken.None);

        outcome.Obstacle.ShouldNotBeNull().ShouldContain("cannot be built on PostgreSQL 13");
    }

    private static async Task<LawOutcome> CheckAsync(bool requireEveryMajor)
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var options = new LawOptions
        {
            Servers = new NoServers(),
            Majors = [13, TestMajors.Newest],
            RequireEveryMajor = requireEveryMajor,
        };
        return await AllLaws
            .With(options)
            .Single(law => law.Id == "portable")
            .CheckAsync(
                new Trial(CatalogueEntry.Read("sound/guarded-columns").Pair, server),
                CancellationToken.None
            );
    }

    private sealed class NoServers : IMajorServers
    {
        public Task<DatabaseServer> GetAsync(int major, CancellationToken cancellation) =>
            throw new MajorUnavailableException(major, "no server in this test");
    }
}
