using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpsCenter.Migrations.Testing.Laws;

/// <summary>
/// The test cases of a <see cref="MigrationConformance"/>: every law, base and major. This needs no server.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachLawAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        // ReflectedType is the derived class; DeclaringType is the abstract base class.
        var subject = (IMigrationUnderTest)Activator.CreateInstance(testMethod.ReflectedType!)!;
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
