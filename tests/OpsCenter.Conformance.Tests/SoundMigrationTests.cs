using OpsCenter.Conformance.Tests.Entries;

namespace OpsCenter.Conformance.Tests;

public sealed class SoundMigrationTests : CatalogueTests
{
    public static TheoryData<string> Entries => [.. CatalogueEntry.Part("sound", 0, 1)];

    [Theory]
    [MemberData(nameof(Entries))]
    public Task Entry_breaks_exactly_its_laws(string name) => ShouldBreakExactlyItsLawsAsync(name);
}
