using Npgsql;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Tests.Folders;

/// <summary>The runs of an engine are judged, whatever the scripts would do alone.</summary>
public sealed class FolderEngineTests : IDisposable
{
    private readonly MigrationFiles _files = new MigrationFiles().Add(
        "1_a",
        "create table a (id int primary key);\ninsert into a values (1);",
        "drop table a;"
    );

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task One_without_a_journal_is_not_idempotent() =>
        (await VerdictAsync("idempotent", new Careless())).ShouldBe(Verdict.Broken);

    [Fact]
    public async Task One_that_loses_what_was_written_does_not_keep_it() =>
        (await VerdictAsync("keeps-new-data", new Careless())).ShouldBe(Verdict.Broken);

    [Fact]
    public async Task One_without_transactions_is_not_crash_safe() =>
        (await VerdictAsync("crash-safe", new Careless())).ShouldBe(Verdict.Broken);

    [Fact]
    public async Task One_that_hides_an_error_has_no_honest_exit() =>
        (await VerdictAsync("honest-exit", new Careless { Hides = true })).ShouldBe(Verdict.Broken);

    [Fact]
    public async Task One_that_tells_its_errors_has_one() =>
        (await VerdictAsync("honest-exit", new Careless())).ShouldBe(Verdict.Holds);

    [Theory]
    [InlineData(false, Verdict.Holds)]
    [InlineData(true, Verdict.Broken)]
    public async Task What_is_refused_is_judged_by_what_stays(bool leaves, Verdict verdict)
    {
        _files.Add("2_b", "delete from a;", "select 1;");

        (
            await VerdictAsync("preserves-data", new Careless { Refuses = true, Leaves = leaves })
        ).ShouldBe(verdict);
    }

    private async Task<Verdict> VerdictAsync(string law, Careless engine)
    {
        var report = await _files.CheckAsync(new FolderCheckOptions { Engine = engine }, law);
        return report.Migrations[^1].Report.Results.Single().Verdict;
    }

    /// <summary>Sends each statement by itself, and remembers nothing.</summary>
    private sealed class Careless : IFolderEngine
    {
        public bool Hides { get; init; }

        public bool Refuses { get; init; }

        public bool Leaves { get; init; }

        public IReadOnlyList<string> MetadataSchemas => [];

        public async Task<EngineError?> RunAsync(
            FolderMigration migration,
            bool isUp,
            string connectionString,
            CancellationToken cancellation
        )
        {
            if (Refuses && !Leaves)
            {
                return new EngineError("no", SqlState: null, IsRefusal: true);
            }

            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(cancellation);
                foreach (var statement in (isUp ? migration.Up : migration.Down!).Script.Statements)
                {
                    await using var command = new NpgsqlCommand(statement.Text, connection);
                    await command.ExecuteNonQueryAsync(cancellation);
                }
            }
            catch (NpgsqlException failure)
            {
                return Hides
                    ? null
                    : new EngineError(failure.Message, failure.SqlState, IsRefusal: false);
            }

            return Refuses ? new EngineError("no", SqlState: null, IsRefusal: true) : null;
        }
    }
}
