using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>The rows of a <see cref="MigrationConformance"/>: every law on every base and major. No server is asked for them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachLawAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        // The derived class: the method itself belongs to the one that all derive.
        var subject = (MigrationConformance)Activator.CreateInstance(testMethod.ReflectedType!)!;
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            .. from major in subject.Majors
            from shape in subject.Bases
            from law in subject.Laws
            select new TheoryDataRow<string, string, int>(law.Id, shape.Name, major)
            {
                TestDisplayName = law.Id,
                Label = $"{shape.Name}, PostgreSQL {major}",
                Traits = { ["law"] = [law.Id] },
            },
        ]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
