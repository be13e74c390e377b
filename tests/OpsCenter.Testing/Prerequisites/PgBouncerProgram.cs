namespace OpsCenter.Testing.Prerequisites;

/// <summary>Finds PgBouncer, on the PATH or where Debian keeps it.</summary>
internal static class PgBouncerProgram
{
    public const string WhatToInstall =
        "pgbouncer is not on the PATH. Install it (Debian: apt-get install pgbouncer) to run through a real pooler.";

    private static readonly string[] Elsewhere = ["/usr/sbin", "/usr/local/sbin"];

    private static readonly Lazy<string?> Found = new(() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Elsewhere)
            .Select(folder => System.IO.Path.Combine(folder, "pgbouncer"))
            .FirstOrDefault(File.Exists)
    );

    public static string? Path => Found.Value;
}
