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
