namespace OpsCenter.Scripts.Folders;

/// <summary>The migrations of a folder cannot be used. Thrown before any database is touched.</summary>
/// <param name="problem">What is wrong, with file and line.</param>
/// <param name="remedy">What to do.</param>
public sealed class MigrationFolderException(string problem, string remedy) : Exception(problem)
{
    /// <summary>What to do.</summary>
    public string Remedy => remedy;
}
