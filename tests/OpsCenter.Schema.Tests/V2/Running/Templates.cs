using OpsCenter.Conformance.Databases;
using OpsCenter.Testing.Templates;

namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>The template databases: each is built once per server.</summary>
internal static class Templates
{
    public static DatabaseTemplate V1(Shape shape) =>
        shape switch
        {
            Shape.A => V1Templates.ShapeA,
            Shape.AWithStartupIndexes => V1Templates.ShapeAWithStartupIndexes,
            Shape.B => V1Templates.ShapeB,
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };

    public static DatabaseTemplate V2(Shape shape) =>
        V1(shape)
            .Then(
                $"v2_{shape}",
                async (dataSource, cancellationToken) =>
                {
                    await using var command = dataSource.CreateCommand(Script.Up.Text);
                    await command.ExecuteNonQueryAsync(cancellationToken);
                }
            );
}
