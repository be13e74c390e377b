using CsCheck;
using Npgsql;
using OpsCenter.Conformance.Bases;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Tests.Entries;
using OpsCenter.Conformance.Trials;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Bases;

/// <summary>Random bases use every kind of mutation and depend only on the seed.</summary>
public sealed class BaseGeneratorTests
{
    private const int Draws = 30;

    /// <summary>
    /// A base on which every kind of mutation is possible, and a migration that adds every kind of object.
    /// </summary>
    private static MigrationPair AllKinds { get; } =
        new()
        {
            Name = "all kinds",
            Base = new SqlScript(
                "base.sql",
                """
                create table word (
                    id integer primary key, short varchar(20), count integer, price numeric(8, 2),
                    seen timestamp, known timestamptz, must text not null);
                insert into word values (1, 'a', 1, 1.10, '2024-01-01', '2024-01-01', 'x');
                """
            ),
            Up = new SqlScript(
                "up.sql",
                "alter table word add column more integer constraint more_check check (more > 0); create "
                    + "index word_more on word (more);"
            ),
            Down = new SqlScript("down.sql", "alter table word drop column more;"),
        };

    [Fact]
    public async Task Every_kind_of_mutation_succeeds_on_the_base()
    {
        await using var server = await ServerAsync();
        var trial = new Trial(AllKinds, server);
        await using var database = await trial.CreateBaseAsync(CancellationToken.None);
        var generator = new BaseGenerator(await BaseShape.ReadAsync(trial, CancellationToken.None));

        foreach (var kind in generator.Kinds)
        {
            (await SucceedsAsync(database, kind)).ShouldBeTrue(Draw(kind, 0).ToString());
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bases()
    {
        await using var server = await ServerAsync();
        var trial = new Trial(CatalogueEntry.Read("sound/guarded-columns").Pair, server);
        var shape = await BaseShape.ReadAsync(trial, CancellationToken.None);

        Bases(shape, seed: 7).ShouldBe(Bases(shape, seed: 7));
        Bases(shape, seed: 7).ShouldNotBe(Bases(shape, seed: 8));
    }

    [Fact]
    public async Task Twelve_bases_include_every_kind()
    {
        await using var server = await ServerAsync();
        var trial = new Trial(CatalogueEntry.Read("sound/guarded-columns").Pair, server);
        var generator = new BaseGenerator(await BaseShape.ReadAsync(trial, CancellationToken.None));

        generator
            .Bases(seed: 0)
            .Take(12)
            .Sum(mutations => mutations.Count)
            .ShouldBeGreaterThanOrEqualTo(generator.Kinds.Count);
    }

    private static IReadOnlyList<string> Bases(BaseShape shape, int seed) =>
        [
            .. new BaseGenerator(shape)
                .Bases(seed)
                .Take(5)
                .SelectMany(mutations => mutations)
                .Select(mutation => mutation.Sql),
        ];

    /// <summary>A mutation may fail on some tables, but not on all.</summary>
    private static async Task<bool> SucceedsAsync(ScratchDatabase database, MutationKind kind)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        foreach (var seed in Enumerable.Range(0, Draws))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(Draw(kind, seed).Sql, connection);
            try
            {
                await command.ExecuteNonQueryAsync();
                return true;
            }
            catch (PostgresException) { }
        }

        return false;
    }

    private static Mutation Draw(MutationKind kind, int seed) =>
        kind.Generate.Generate(new PCG(1, (ulong)seed), null, out _);

    private static async Task<DatabaseServer> ServerAsync() =>
        await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
}
