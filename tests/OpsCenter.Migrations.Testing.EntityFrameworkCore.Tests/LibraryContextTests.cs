using Microsoft.EntityFrameworkCore;
using OpsCenter.Conformance;
using OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Library;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests;

public sealed class LibraryContextTests : DbContextConformance
{
    protected override DbContext CreateContext() => new LibraryContext();

    public override IReadOnlyList<Declaration> Declared =>
        [new("keeps-new-data", "What is new goes with its table or column.")];
}
