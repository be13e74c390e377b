using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;
using OpsCenter.Migrations.Testing.Laws;
using OpsCenter.Scripts.Statements;
using Xunit;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// Base class for the tests of a migration. A derived class names the bases and the two scripts, and has one test for
/// each law, base and major. A broken law fails its test with the evidence; a broken law that is declared passes with a
/// warning.
/// </summary>
public abstract class MigrationConformance : IMigrationUnderTest
{
    /// <summary>The databases that the migration must support.</summary>
    public abstract IReadOnlyList<BaseSchema> Bases { get; }

    /// <summary>The up script.</summary>
    public abstract SqlScript Up { get; }

    /// <summary>The down script.</summary>
    public abstract SqlScript Down { get; }

    /// <summary>Whether a tool runs each script in one transaction that the tool begins and ends.</summary>
    public virtual bool OneTransaction => false;

    /// <summary>
    /// Schemas of the migration's metadata, such as a journal or an archive. They may remain after a rollback.
    /// </summary>
    public virtual IReadOnlyList<string> MetadataSchemas => [];

    /// <summary>Tables of the base that hold metadata of the migration, each with its schema.</summary>
    public virtual IReadOnlyList<string> MetadataTables => [];

    /// <summary>The laws that the migration does not promise to keep, with reasons for the report.</summary>
    public virtual IReadOnlyList<Declaration> Declared => [];

    /// <summary>Statements of a program that was written for the base; null derives them from its tables.</summary>
    public virtual SqlScript? OldWriters => null;

    /// <summary>
    /// Grants that the role of the migration needs besides owning the objects of the base and CREATE on their schemas.
    /// </summary>
    public virtual SqlScript? Grants => null;

    /// <summary>The laws to check; by default all.</summary>
    public virtual IReadOnlyList<Law> Laws => AllLaws.InOrder;

    /// <summary>The PostgreSQL majors; by default those in <c>OPSCENTER_TEST_MAJORS</c>.</summary>
    public virtual IReadOnlyList<int> Majors => TestMajors.List;

    /// <summary>The seed of all random choices: the same seed gives the same verdicts.</summary>
    public virtual int Seed => 0;

    /// <summary>
    /// Checks one law on one base and major. The test is named like <c>idempotent [production, PostgreSQL 18]</c>; its
    /// trait <c>law</c> is the id of the law.
    /// </summary>
    [Theory]
    [EachLaw]
    [Trait("kind", "conformance")]
    public async Task Law(string law, string shape, int major)
    {
        var trial = await TrialCache.GetAsync(this, shape, major);
        var result = await ConformanceCheck.CheckAsync(
            trial,
            Laws.Single(candidate => candidate.Id == law),
            TestContext.Current.CancellationToken
        );
        LawVerdict.Pass(result);
    }

    /// <summary>Reads a script from a file.</summary>
    /// <param name="path">
    /// An absolute path, or relative to the folder of the test program (<c>CopyToOutputDirectory</c>).
    /// </param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="System.Text.DecoderFallbackException">The file is not UTF-8.</exception>
    protected static SqlScript Script(string path) =>
        SqlScript.Read(Path.Combine(AppContext.BaseDirectory, path));

    /// <summary>The migration on one of its bases.</summary>
    MigrationPair IMigrationUnderTest.PairOn(BaseSchema shape) =>
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
            MetadataSchemas = MetadataSchemas,
            MetadataTables = MetadataTables,
            Declared = Declared,
        };
}
