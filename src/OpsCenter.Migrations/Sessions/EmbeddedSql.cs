using System.Text.RegularExpressions;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Queries that are files of their own.</summary>
internal static partial class EmbeddedSql
{
    /// <param name="name">
    /// The room and the file, such as <c>Objects/objects.sql</c>. A line <c>--@include machine/trust/x.sql</c> in it stands for that
    /// fragment, as it does for scripts/compose.sh.
    /// </param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Included()
            .Replace(reader.ReadToEnd(), line => Read($"Trust/{line.Groups["file"].Value}"));
    }

    [GeneratedRegex(@"^--@include machine/trust/(?<file>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Included();
}
