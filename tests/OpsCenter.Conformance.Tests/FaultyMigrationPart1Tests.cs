using OpsCenter.Conformance.Tests.Entries;

namespace OpsCenter.Conformance.Tests;

public sealed class FaultyMigrationPart1Tests : CatalogueTests
{
    public static TheoryData<string> Entries => [.. CatalogueEntry.Part("faulty", 0, 3)];

    [Theory]
    [MemberData(nameof(Entries))]
    public Task Entry_breaks_exactly_its_laws(string name) => ShouldBreakExactlyItsLawsAsync(name);
}
