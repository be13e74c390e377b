using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Majors;
using OpsCenter.Conformance.Tests.Entries;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>What becomes of the law about majors where some cannot be had.</summary>
public sealed class PortableTests
{
    [Fact]
    public async Task A_major_that_cannot_be_had_is_a_note()
    {
        var outcome = await CheckAsync(demandsEveryMajor: false);

        outcome.Obstacle.ShouldBeNull();
        outcome.Notes.ShouldContain("PostgreSQL 13 cannot be had here: no server in this test");
    }

    [Fact]
    public async Task A_demanded_major_that_cannot_be_had_is_no_proof()
    {
        var outcome = await CheckAsync(demandsEveryMajor: true);

        outcome.Obstacle.ShouldNotBeNull().ShouldContain("PostgreSQL 13 cannot be had here");
    }

    [Theory]
    [InlineData("SET transaction_timeout = 0;\nselect 1;", true)]
    [InlineData("set lock_timeout = no_number;", false)]
    public async Task A_base_is_built_elsewhere_with_the_header_that_a_newer_pg_dump_writes(
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
    public async Task A_base_that_can_be_built_on_no_other_major_is_no_proof()
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
                    $"do $$ begin if current_setting('server_version_num')::int / 10000 < {TestMajors.Newest} then raise 'too old'; end if; end $$;"
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

    private static async Task<LawOutcome> CheckAsync(bool demandsEveryMajor)
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var options = new LawOptions
        {
            Servers = new NoServers(),
            Majors = [13, TestMajors.Newest],
            DemandsEveryMajor = demandsEveryMajor,
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
            throw new MajorMissingException(major, "no server in this test");
    }
}
