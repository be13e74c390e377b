using OpsCenter.Conformance;
using OpsCenter.Schema.Tests.V2.Conformance;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.Composition;

/// <summary>Another release that is composed of the same fragments keeps the same laws as V2.</summary>
public sealed class NextReleaseTests : MigrationConformance
{
    public override IReadOnlyList<BaseSchema> Bases { get; } = [V2Pair.BaseOf(Shape.A)];

    public override IReadOnlyList<int> Majors => [TestMajors.Newest];

    public override SqlScript Up => ComposedRelease.Up;

    public override SqlScript Down => ComposedRelease.Down;

    public override IReadOnlyList<string> MetadataSchemas => V2Pair.MetadataSchemas;

    public override SqlScript Grants => V2Pair.Grants;

    public override IReadOnlyList<Declaration> Declared => V2Pair.Declared;
}
