using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests;

/// <summary>A law that cannot be checked takes no other verdict with it.</summary>
public sealed class ConformanceCheckTests
{
    [Fact]
    public async Task A_law_that_throws_is_not_checked_and_the_others_are()
    {
        var report = await CheckAsync([
            new StubLaw(_ => throw new InvalidCastException("Column is null.")),
            new StubLaw(_ => Task.FromResult(LawOutcome.Holds())),
        ]);

        report
            .Results.Select(result => result.Verdict)
            .ShouldBe([Verdict.NotChecked, Verdict.Holds]);
        report
            .Results[0]
            .Outcome.Obstacle.ShouldBe(
                "The harness could not check this law: Column is null (InvalidCastException)."
            );
        report.Conforms.ShouldBeFalse();
    }

    [Fact]
    public async Task A_canceled_check_returns_the_verdicts_found_by_then()
    {
        using var cancellation = new CancellationTokenSource();

        var report = await CheckAsync(
            [
                new StubLaw(_ => Task.FromResult(LawOutcome.Holds())),
                // It pays no attention to the cancellation.
                new StubLaw(async _ =>
                {
                    await cancellation.CancelAsync();
                    await Task.Delay(TimeSpan.FromMinutes(5), CancellationToken.None);
                    return LawOutcome.Holds();
                }),
                new StubLaw(_ => Task.FromResult(LawOutcome.Holds())),
            ],
            cancellation: cancellation.Token
        );

        report
            .Results.Select(result => result.Verdict)
            .ShouldBe([Verdict.Holds, Verdict.NotChecked, Verdict.NotChecked]);
        report.Results[2].Outcome.Obstacle.ShouldBe("The check was canceled.");
    }

    [Fact]
    public async Task Databases_that_a_law_leaves_are_dropped_with_the_server()
    {
        string? left = null;
        await CheckAsync([
            new StubLaw(async trial =>
            {
                left = (await trial.CreateBaseAsync(CancellationToken.None)).Name;
                return LawOutcome.Holds();
            }),
        ]);

        await using var server = await ConnectAsync();
        await using var command = server.Administration.CreateCommand(
            $"select count(*) from pg_database where datname = '{left}'"
        );
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Theory]
    [InlineData("select 1", "select 2")]
    [InlineData("create table if not exists reader (id int)", "drop table if exists writer")]
    [InlineData("do $$ begin null; end $$", "set search_path = public")]
    public async Task Scripts_that_change_nothing_do_not_conform(string up, string down)
    {
        var report = await CheckAsync(
            [AllLaws.Find("applies")!, AllLaws.Find("idempotent")!, AllLaws.Find("reversible")!],
            up: up,
            down: down
        );

        report
            .Results.Select(result => result.Verdict)
            .ShouldBe([Verdict.NotChecked, Verdict.NothingToCheck, Verdict.NothingToCheck]);
        report
            .Results[2]
            .Outcome.Obstacle.ShouldBe("The scripts change no object and no row of this base.");
        report.Conforms.ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "name-proof",
        "alter table reader alter id set not null",
        "alter table reader alter id drop not null"
    )]
    [InlineData(
        "leaves-nothing-invalid",
        "alter table reader add name text",
        "alter table reader drop name"
    )]
    [InlineData(
        "preserves-data",
        "alter table reader add name text",
        "alter table reader drop name"
    )]
    [InlineData("polite-lock-waits", "create table writer (id int)", "drop table writer")]
    public async Task A_law_without_a_subject_has_nothing_to_check(
        string law,
        string up,
        string down
    ) =>
        (await CheckAsync([AllLaws.Find(law)!], up: up, down: down))
            .Results[0]
            .Verdict.ShouldBe(Verdict.NothingToCheck);

    private static async Task<ConformanceReport> CheckAsync(
        IReadOnlyList<Law> laws,
        string up = "alter table reader add column name text",
        string down = "alter table reader drop column name",
        CancellationToken cancellation = default
    )
    {
        await using var server = await ConnectAsync();
        return await ConformanceCheck.RunAsync(
            new MigrationPair
            {
                Name = "pair",
                Base = new SqlScript("base.sql", "create table reader (id int)"),
                Up = new SqlScript("up.sql", up),
                Down = new SqlScript("down.sql", down),
            },
            server,
            laws,
            cancellation: cancellation
        );
    }

    private static async Task<DatabaseServer> ConnectAsync() =>
        await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );

    private sealed class StubLaw(Func<Trial, Task<LawOutcome>> check) : Law
    {
        public override string Id => "stub";

        public override string Promise => "It does what the test says.";

        public override Task<LawOutcome> CheckAsync(Trial trial, CancellationToken cancellation) =>
            check(trial);
    }
}
