namespace OpsCenter.Schema.Tests.V1;

/// <summary>The approved texts and the queries that lie beside the tests.</summary>
internal static class TestText
{
    public static string Read(string fileName)
    {
        using var stream =
            typeof(TestText).Assembly.GetManifestResourceStream($"V1/{fileName}")
            ?? throw new ArgumentException($"No {fileName} beside the tests.", nameof(fileName));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
