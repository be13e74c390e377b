using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>The properties of a test class that determine the test cases of a folder of migrations.</summary>
internal interface IFolderUnderTest
{
    MigrationFolder Migrations { get; }

    IReadOnlyList<int> Majors { get; }

    /// <summary>What the migrations have in common.</summary>
    FolderCheckOptions Options { get; }

    IReadOnlyList<Law> LawsFor(FolderMigration migration);
}
