using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Scripts;
using OpsCenter.Migrations.Testing.Laws;
using Xunit;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// A migration as tests: derive a class, name its bases and its two scripts, and it has one test per law, base and major. A law that is
/// broken fails its test with the evidence; one that is declared passes with a warning.
/// </summary>
public abstract class MigrationConformance
{
    /// <summary>The databases for which it is meant.</summary>
    public abstract IReadOnlyList<BaseSchema> Bases { get; }

    /// <summary>The way forward.</summary>
    public abstract SqlScript Up { get; }

    /// <summary>The way back.</summary>
    public abstract SqlScript Down { get; }

    /// <summary>Whether a tool runs each script in one transaction, which it begins and ends itself.</summary>
    public virtual bool OneTransaction => false;

    /// <summary>Schemas of the migration's own books, such as a journal or an archive: they may stay after the way back.</summary>
    public virtual IReadOnlyList<string> BookSchemas => [];

    /// <summary>Tables among the base's in which the migration keeps its books, each with its schema.</summary>
    public virtual IReadOnlyList<string> BookTables => [];

    /// <summary>What it does not promise, with the reason for whoever reads the report.</summary>
    public virtual IReadOnlyList<Declaration> Declared => [];

    /// <summary>Statements of a program that knows the base only; null has them derived from its tables.</summary>
    public virtual SqlScript? OldWriters => null;

    /// <summary>Grants that the migration's role needs beyond owning the base's objects and CREATE on their schemas.</summary>
    public virtual SqlScript? Grants => null;

    /// <summary>The laws to check; by default all of them.</summary>
    public virtual IReadOnlyList<Law> Laws => AllLaws.InOrder;

    /// <summary>The PostgreSQL majors to check them on; by default those that <c>OPSCENTER_TEST_MAJORS</c> names.</summary>
    public virtual IReadOnlyList<int> Majors => TestMajors.List;

    /// <summary>What random choices begin with: the same seed gives the same verdicts.</summary>
    public virtual int Seed => 0;

    /// <summary>One law, on one base and one major. It is named by its row, <c>idempotent [production, PostgreSQL 18]</c>, and has its id as the trait <c>law</c>.</summary>
    [Theory]
    [EachLaw]
    [Trait("kind", "conformance")]
    public async Task Law(string law, string shape, int major)
    {
        var trial = await Trials.OfAsync(this, shape, major);
        var result = await ConformanceCheck.CheckAsync(
            trial,
            Laws.Single(candidate => candidate.Id == law),
            TestContext.Current.CancellationToken
        );
        LawVerdict.Pass(result);
    }

    /// <summary>A script in a file.</summary>
    /// <param name="path">Absolute, or below the folder of the test program: copy it there (<c>CopyToOutputDirectory</c>).</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="System.Text.DecoderFallbackException">It is not in UTF-8.</exception>
    protected static SqlScript Script(string path) =>
        SqlScript.Read(Path.Combine(AppContext.BaseDirectory, path));

    /// <summary>The migration on one of its bases.</summary>
    internal MigrationPair PairOn(BaseSchema shape) =>
        new()
        {
            Name = Bases.Count == 1 ? Up.Name : $"{Up.Name} on {shape.Name}",
            Base = shape.Schema,
            Data = shape.Data,
            Up = Up,
            Down = Down,
            OldWriters = OldWriters,
            Grants = Grants,
            OneTransaction = OneTransaction,
            BookSchemas = BookSchemas,
            BookTables = BookTables,
            Declared = Declared,
        };
}
