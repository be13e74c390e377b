namespace OpsCenter.Architecture.Tests.Rooms;

/// <summary>A type uses another one of the same project. Nested types count as the type that contains them.</summary>
/// <param name="From">The type that uses the other one.</param>
/// <param name="To">The type that is used.</param>
internal sealed record TypeUse(ProjectType From, ProjectType To);
