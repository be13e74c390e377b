namespace OpsCenter.Architecture.Tests.Rooms;

/// <summary>A type of a project.</summary>
/// <param name="Name">The name without the namespace.</param>
/// <param name="Folder">The first folder below the project, or null for a type in the root folder.</param>
internal sealed record ProjectType(string Name, string? Folder)
{
    /// <summary>The folder. A type in the root folder is a room of its own.</summary>
    public string Room => Folder ?? Name;

    public override string ToString() => Folder is null ? Name : $"{Folder}/{Name}";
}
