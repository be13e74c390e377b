using Spectre.Console;
using Spectre.Console.Rendering;

namespace OpsCenter.MigrationService.Output;

/// <summary>
/// A line that goes on below itself, a little to the right, where the terminal ends. It breaks between words only: a path or a name that is longer
/// than the terminal stays whole, so that it can be copied.
/// </summary>
/// <param name="text">The line, or several.</param>
/// <param name="hang">Where a line goes on; null for two columns right of where it begins, or below the text after a number or a mark.</param>
internal sealed class WrappedLine(Markup text, int? hang = null) : Renderable
{
    /// <summary>So wide that nothing is folded.</summary>
    private const int Unfolded = 1_000_000;

    /// <summary>A mark in front of a text is shorter, and two columns or more away from it.</summary>
    private const int LongestMark = 8;

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(((IRenderable)text).Render(options, Unfolded)))
        {
            foreach (var segment in Wrap(line, maxWidth))
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }

    private IEnumerable<Segment> Wrap(SegmentLine line, int maxWidth)
    {
        var next = hang ?? Hang(string.Concat(line.Select(part => part.Text)));
        var used = 0;
        foreach (var (gap, word) in Words(line))
        {
            var width = Segment.CellCount(word);
            if (used > next && used + gap + width > maxWidth)
            {
                yield return Segment.LineBreak;
                yield return new Segment(new string(' ', next));
                used = next;
            }
            else
            {
                yield return new Segment(new string(' ', gap));
                used += gap;
            }

            used += width;
            foreach (var part in word)
            {
                yield return part;
            }
        }
    }

    /// <summary>Each word, which may have several styles, with the number of spaces before it.</summary>
    private static IEnumerable<(int Gap, IReadOnlyList<Segment> Word)> Words(SegmentLine line)
    {
        var gap = 0;
        var word = new List<Segment>();
        foreach (var part in line.SelectMany(Parts))
        {
            if (part.Text[0] != ' ')
            {
                word.Add(part);
                continue;
            }

            if (word.Count > 0)
            {
                yield return (gap, word);
                gap = 0;
                word = [];
            }

            gap += part.Text.Length;
        }

        if (word.Count > 0)
        {
            yield return (gap, word);
        }
    }

    private static IEnumerable<Segment> Parts(Segment segment)
    {
        var text = segment.Text;
        for (var start = 0; start < text.Length; )
        {
            var isSpace = text[start] == ' ';
            var end = start + 1;
            while (end < text.Length && text[end] == ' ' == isSpace)
            {
                end++;
            }

            yield return new Segment(text[start..end], segment.Style);
            start = end;
        }
    }

    private static int Hang(string line)
    {
        var indent = line.Length - line.TrimStart(' ').Length;
        var gap = line.IndexOf("  ", indent, StringComparison.Ordinal);
        return gap > indent && gap - indent <= LongestMark
            ? gap + line[gap..].TakeWhile(character => character == ' ').Count()
            : indent + 2;
    }
}
