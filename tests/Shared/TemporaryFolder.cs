namespace OpsCenter.Tests.Shared;

/// <summary>A folder with files, removed at the end of the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("opscenter-folder-").FullName;

    /// <summary>Writes a file; its name may have folders.</summary>
    public TemporaryFolder With(string name, string text = "select 1;")
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
