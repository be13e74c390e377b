using System.Globalization;
using System.Text;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>The last lines that a program has written, as many as a command's result can hold.</summary>
/// <param name="limit">How many characters; the oldest lines are left out.</param>
internal sealed class RecentLines(int limit)
{
    private readonly Queue<string> _lines = new();
    private long _characters;
    private long _omitted;

    public void Add(string line)
    {
        lock (_lines)
        {
            var kept = line.Length > limit ? line[..limit] : line;
            _lines.Enqueue(kept);
            _characters += kept.Length;
            while (_characters > limit)
            {
                _characters -= _lines.Dequeue().Length;
                _omitted++;
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            var text = new StringBuilder();
            if (_omitted > 0)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"({_omitted} lines before these are left out; the console log has them.)"
                );
            }

            foreach (var line in _lines)
            {
                text.AppendLine(line);
            }

            return text.ToString();
        }
    }
}
