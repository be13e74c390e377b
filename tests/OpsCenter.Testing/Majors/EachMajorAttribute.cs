using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace OpsCenter.Testing.Majors;

/// <summary>
/// A theory whose first parameter is a PostgreSQL major. It runs on every major under test in a full run, and on one of them
/// otherwise: see <see cref="MajorTurns"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachMajorAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod,
        DisposalTracker disposalTracker
    )
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        return new([
            .. MajorTurns
                .Of($"{testMethod.DeclaringType?.FullName}.{testMethod.Name}")
                .Select(major => new TheoryDataRow<int>(major)),
        ]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
