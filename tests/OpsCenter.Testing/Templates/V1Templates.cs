using OpsCenter.Conformance.Databases;
using OpsCenter.Schema.V1;

namespace OpsCenter.Testing.Templates;

/// <summary>V1 databases with 200 usage rows, enough for every odd value of the sample data, and with the grants.</summary>
public static class V1Templates
{
    private const int UsageRows = 200;

    /// <summary>Production.</summary>
    public static DatabaseTemplate ShapeA { get; } =
        Seeded("v1_a", new V1SeedOptions { Shape = V1Shape.A, UsageRows = UsageRows });

    /// <summary>Production after a start of the backend.</summary>
    public static DatabaseTemplate ShapeAWithStartupIndexes { get; } =
        Seeded(
            "v1_a_startup_indexes",
            new V1SeedOptions
            {
                Shape = V1Shape.A,
                UsageRows = UsageRows,
                StartupIndexes = true,
            }
        );

    /// <summary>An older deployment.</summary>
    public static DatabaseTemplate ShapeB { get; } =
        Seeded("v1_b", new V1SeedOptions { Shape = V1Shape.B, UsageRows = UsageRows });

    private static DatabaseTemplate Seeded(string name, V1SeedOptions options) =>
        DatabaseTemplate.From(
            name,
            (dataSource, cancellationToken) =>
                V1Seeder.SeedAsync(dataSource, options, cancellationToken)
        );
}
