using System.Globalization;

namespace OpsCenter.Testing.Prerequisites;

/// <summary>Finds psql, on the PATH or where Debian keeps it.</summary>
internal static class PsqlProgram
{
    public const string WhatToInstall =
        "psql is not on the PATH. Install it (Debian: apt-get install postgresql-client) to run the scripts as an operator does.";

    private const string Debian = "/usr/lib/postgresql";

    private static readonly Lazy<string?> Found = new(() =>
        Candidates().FirstOrDefault(File.Exists)
    );

    public static string? Path => Found.Value;

    private static IEnumerable<string> Candidates()
    {
        var name = OperatingSystem.IsWindows() ? "psql.exe" : "psql";
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => System.IO.Path.Combine(folder, name));
        return onPath.Concat(
            DebianFolders().Select(folder => System.IO.Path.Combine(folder, "bin", name))
        );
    }

    private static IEnumerable<string> DebianFolders() =>
        Directory.Exists(Debian)
            ? Directory
                .EnumerateDirectories(Debian)
                .OrderByDescending(folder => MajorOf(System.IO.Path.GetFileName(folder)))
            : [];

    private static int MajorOf(string name) =>
        int.TryParse(name, CultureInfo.InvariantCulture, out var major) ? major : 0;
}
