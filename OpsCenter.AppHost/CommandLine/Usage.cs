namespace OpsCenter.AppHost.CommandLine;

/// <summary>What <c>--help</c> prints. It is a file, so that <c>scripts/run.sh</c> can print it before anything is built.</summary>
internal static class Usage
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var file = typeof(Usage).Assembly.GetManifestResourceStream("usage.txt")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().TrimEnd();
    }
}
