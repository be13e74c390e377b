using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>The properties of a test class that determine its test cases.</summary>
internal interface IMigrationUnderTest
{
    IReadOnlyList<BaseSchema> Bases { get; }

    IReadOnlyList<Law> Laws { get; }

    IReadOnlyList<int> Majors { get; }

    int Seed { get; }

    /// <summary>The migration on one of the bases.</summary>
    MigrationPair PairOn(BaseSchema shape);
}
