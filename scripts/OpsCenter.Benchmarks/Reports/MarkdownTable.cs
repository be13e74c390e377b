namespace OpsCenter.Benchmarks.Reports;

/// <summary>A table whose first column is text and whose others are figures.</summary>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public MarkdownTable Add(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public override string ToString() =>
        string.Join(
            '\n',
            _rows
                .Prepend([.. headings.Select((_, column) => column == 0 ? "---" : "---:")])
                .Prepend(headings)
                .Select(row => $"| {string.Join(" | ", row)} |")
        );
}
