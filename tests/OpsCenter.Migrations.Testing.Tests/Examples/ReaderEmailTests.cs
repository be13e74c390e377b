using OpsCenter.Conformance;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Testing.Tests.Examples;

public sealed class ReaderEmailTests : MigrationConformance
{
    public override IReadOnlyList<BaseSchema> Bases =>
        [new("production", Script("Library/base.sql"), Script("Library/data.sql"))];

    public override SqlScript Up => Script("Library/up2.sql");

    public override SqlScript Down => Script("Library/down2.sql");

    public override IReadOnlyList<Declaration> Declared =>
        [new("keeps-new-data", "The addresses go with their column.")];
}
