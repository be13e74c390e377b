namespace OpsCenter.Scripts.Folders;

/// <summary>A file of a migration that is begun.</summary>
/// <param name="Name">Its name, relative to the folder.</param>
/// <param name="Text">What it begins with.</param>
public sealed record NewFile(string Name, string Text);
