using System.Reflection;
using OpsCenter.Migrations;

namespace OpsCenter.Schema;

/// <summary>The SQL files of <c>scripts/sql</c>, as they were when this assembly was built.</summary>
public static class EmbeddedScripts
{
    private static readonly Assembly Assembly = typeof(EmbeddedScripts).Assembly;

    // MSBuild writes the folder with the separator of the machine that built it.
    private static readonly Dictionary<string, string> Resources = Assembly
        .GetManifestResourceNames()
        .ToDictionary(name => name.Replace('\\', '/'), StringComparer.Ordinal);

    /// <summary>Every embedded file, as a path below <c>scripts/sql</c> with <c>/</c> on every system, sorted.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [.. Resources.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A file as a script that the engine runs: its name is the last part of the path.</summary>
    /// <param name="path">Such as <c>v1/shape_a.sql</c>.</param>
    /// <exception cref="ArgumentException">No such file is embedded.</exception>
    public static MigrationScript Read(string path)
    {
        if (!Resources.TryGetValue(path, out var resource))
        {
            throw new ArgumentException(
                $"No script {path} is embedded. There are: {string.Join(", ", Paths)}.",
                nameof(path)
            );
        }

        using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
        return new MigrationScript(path[(path.LastIndexOf('/') + 1)..], reader.ReadToEnd());
    }
}
