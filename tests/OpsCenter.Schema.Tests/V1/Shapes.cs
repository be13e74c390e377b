using OpsCenter.Conformance.Databases;
using OpsCenter.Testing.Templates;

namespace OpsCenter.Schema.Tests.V1;

/// <summary>The V1 databases by the names of their approved texts.</summary>
internal static class Shapes
{
    private static readonly Dictionary<string, DatabaseTemplate> Templates = new(
        StringComparer.Ordinal
    )
    {
        ["ShapeA"] = V1Templates.ShapeA,
        ["ShapeAWithStartupIndexes"] = V1Templates.ShapeAWithStartupIndexes,
        ["ShapeB"] = V1Templates.ShapeB,
    };

    public static IEnumerable<string> Names => Templates.Keys;

    public static TheoryData<int, string> OnEveryMajor => MajorTurns.Cases<string>([.. Names]);

    public static Task<TestDatabase> CreateAsync(int major, string name) =>
        TestServer.For(major).CreateDatabaseAsync(Templates[name]);
}
