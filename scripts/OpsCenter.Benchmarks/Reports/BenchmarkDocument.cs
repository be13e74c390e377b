namespace OpsCenter.Benchmarks.Reports;

/// <summary>
/// docs/benchmarks.md. The text between the two marks of a section is rewritten, the rest is not changed.
/// </summary>
internal sealed class BenchmarkDocument
{
    private readonly string _path;
    private readonly string _text;

    private BenchmarkDocument(string path, string text)
    {
        _path = path;
        _text = text;
    }

    public static BenchmarkDocument Open(string path) => new(path, File.ReadAllText(path));

    /// <exception cref="InvalidDataException">The document has no such section.</exception>
    public void Replace(string section, string content)
    {
        var begin = $"<!-- {section}: written by scripts/bench.sh -->";
        var end = $"<!-- {section}: end -->";
        var from = _text.IndexOf(begin, StringComparison.Ordinal);
        var to = _text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidDataException(
                $"{_path} has no place for {section}: the lines {begin} and {end} are missing."
            );
        }

        File.WriteAllText(
            _path,
            $"{_text[..(from + begin.Length)]}\n\n{content.Trim()}\n\n{_text[to..]}"
        );
    }
}
