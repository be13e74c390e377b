using OpsCenter.Conformance;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Testing.Tests.Examples;

public sealed class LibraryMigrationsTests : FolderConformance
{
    protected override MigrationFolder Read() => Folder("Library/migrations");

    public override IReadOnlyList<Declaration> Declared =>
        [new("keeps-new-data", "What is new goes with its table or column.")];

    // The last one is not released yet, so it is checked against more laws.
    public override IReadOnlyList<Law> LawsFor(FolderMigration migration) =>
        migration == Migrations.Migrations[^1] ? FolderLaws.Full : FolderLaws.Fast;
}
