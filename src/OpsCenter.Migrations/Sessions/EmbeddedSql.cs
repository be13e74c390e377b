namespace OpsCenter.Migrations.Sessions;

/// <summary>Queries that are files of their own.</summary>
internal static class EmbeddedSql
{
    /// <param name="name">The room and the file, such as <c>Objects/objects.sql</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
