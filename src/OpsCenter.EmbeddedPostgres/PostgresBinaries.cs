namespace OpsCenter.EmbeddedPostgres;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one PostgreSQL version.</summary>
/// <param name="BinDirectory">The full path of the folder.</param>
/// <param name="Version">The version of the server, such as <c>18.4</c>.</param>
public sealed record PostgresBinaries(string BinDirectory, Version Version)
{
    /// <summary>The oldest supported major version.</summary>
    public const int OldestMajor = 13;

    /// <summary>The environment variable with the bin folder to use first.</summary>
    public const string BinVariable = "OPSCENTER_POSTGRES_BIN";

    /// <summary>The major version, such as 18.</summary>
    public int Major => Version.Major;

    /// <summary>The full path of one of the programs.</summary>
    /// <param name="name">The name of the program without an extension, such as <c>initdb</c>.</param>
    public string Program(string name) =>
        Path.Combine(BinDirectory, OperatingSystem.IsWindows() ? name + ".exe" : name);
}
