using OpsCenter.Conformance;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Conformance;

/// <summary>V2 and its rollback keep every law of the harness, on each V1 shape.</summary>
public sealed class V2ConformanceTests : MigrationConformance
{
    /// <summary>A database with the startup's indexes differs little from one without: a full run checks it, too.</summary>
    public override IReadOnlyList<BaseSchema> Bases { get; } =
    [
        .. Enum.GetValues<Shape>()
            .Where(shape => TestRun.IsFull || shape != Shape.AWithStartupIndexes)
            .Select(V2Pair.BaseOf),
    ];

    /// <summary>The others are looked at by the law "portable", and by test.sh --all-postgres.</summary>
    public override IReadOnlyList<int> Majors => [TestMajors.Newest];

    public override SqlScript Up => V2Pair.Up;

    public override SqlScript Down => V2Pair.Down;

    public override IReadOnlyList<string> MetadataSchemas => V2Pair.MetadataSchemas;

    public override SqlScript Grants => V2Pair.Grants;

    public override IReadOnlyList<Declaration> Declared => V2Pair.Declared;
}
