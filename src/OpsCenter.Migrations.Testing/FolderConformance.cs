using System.Collections.Concurrent;
using OpsCenter.Conformance;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Migrations.Testing.Laws;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;
using Xunit;
using Xunit.v3;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// Base class for the tests of a folder of migrations. A derived class names the folder, and has one test for each migration, law and
/// major. A migration is checked on the database that all earlier ones make, with generated rows in the tables that are empty there.
/// Without a down script it has no tests of the rollback.
/// </summary>
public abstract class FolderConformance : IFolderUnderTest
{
    private static readonly ConcurrentDictionary<Type, Lazy<MigrationFolder>> Folders = new();

    /// <summary>The migrations, in the order in which they are applied. They are read once per test process.</summary>
    public MigrationFolder Migrations =>
        Folders.GetOrAdd(GetType(), _ => new Lazy<MigrationFolder>(Read)).Value;

    /// <summary>What is in the database before the first migration; null for an empty database.</summary>
    public virtual SqlScript? Base => null;

    /// <summary>Rows for the base; null for generated ones only.</summary>
    public virtual SqlScript? Data => null;

    /// <summary>
    /// The tool that runs the migrations in production: what its journal and its lock take care of is declared. Null for the one whose
    /// convention the folder follows; <see cref="ToolCare.None"/> if a person runs them.
    /// </summary>
    public virtual string? Tool => null;

    /// <summary>The laws that no migration promises to keep, with reasons for the report.</summary>
    public virtual IReadOnlyList<Declaration> Declared => [];

    /// <summary>Grants that the role of the migrations needs besides owning the objects.</summary>
    public virtual SqlScript? Grants => null;

    /// <summary>Schemas of the migrations' metadata. They may remain after a rollback.</summary>
    public virtual IReadOnlyList<string> MetadataSchemas => [];

    /// <summary>Tables that hold metadata of the migrations, each with its schema.</summary>
    public virtual IReadOnlyList<string> MetadataTables => [];

    /// <summary>The PostgreSQL majors; by default those in <c>OPSCENTER_TEST_MAJORS</c>.</summary>
    public virtual IReadOnlyList<int> Majors => TestMajors.List;

    /// <summary>The seed of all random choices: the same seed gives the same verdicts.</summary>
    public virtual int Seed => 0;

    /// <summary>
    /// The laws for a migration; by default those that need seconds: data, rollback, old writers, locks. With none the migration is not
    /// checked and only builds the database for the later ones.
    /// </summary>
    public virtual IReadOnlyList<Law> LawsFor(FolderMigration migration) => FolderLaws.Fast;

    /// <summary>The laws that one migration does not promise to keep, with reasons for the report.</summary>
    public virtual IReadOnlyList<Declaration> DeclaredFor(FolderMigration migration) => [];

    /// <summary>
    /// Checks one law for one migration on one major. The test is named like <c>reversible [2 email, PostgreSQL 18]</c>; its traits
    /// <c>law</c> and <c>migration</c> are the id of the law and the version.
    /// </summary>
    [Theory]
    [EachMigration]
    // A database is built from the one before: in another order all of them would be built again for each test.
    [TestCaseOrderer(typeof(UnorderedTestCaseOrderer))]
    [Trait("kind", "conformance")]
    public async Task Law(string law, string migration, int major)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var found = Migrations.Migrations.Single(candidate => candidate.Key == migration);
        var trial = await FolderTrialCache.GetAsync(this, found, major, cancellation);
        var result = await ConformanceCheck.CheckAsync(
            trial,
            LawsFor(found).Single(candidate => candidate.Id == law),
            cancellation
        );
        LawVerdict.Pass(result);
    }

    /// <summary>Reads the migrations: see <see cref="Folder"/>.</summary>
    protected abstract MigrationFolder Read();

    /// <summary>Reads a folder of migrations.</summary>
    /// <param name="path">
    /// An absolute path, or relative to the folder of the test program (<c>CopyToOutputDirectory</c>).
    /// </param>
    /// <param name="convention">The name of its convention, such as <c>flyway</c>; null to find it out.</param>
    /// <exception cref="MigrationFolderException">It is no folder of migrations, or a file cannot be read.</exception>
    protected static MigrationFolder Folder(string path, string? convention = null) =>
        MigrationFolder.Read(Path.Combine(AppContext.BaseDirectory, path), convention);

    /// <summary>Reads a script from a file.</summary>
    /// <param name="path">
    /// An absolute path, or relative to the folder of the test program (<c>CopyToOutputDirectory</c>).
    /// </param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="System.Text.DecoderFallbackException">The file is not UTF-8.</exception>
    protected static SqlScript Script(string path) =>
        SqlScript.Read(Path.Combine(AppContext.BaseDirectory, path));

    FolderCheckOptions IFolderUnderTest.Options =>
        new()
        {
            Base = Base,
            Data = Data,
            Tool = Tool,
            Declared = Declared,
            DeclaredFor = DeclaredFor,
            Grants = Grants,
            MetadataSchemas = MetadataSchemas,
            MetadataTables = MetadataTables,
            Seed = Seed,
        };
}
