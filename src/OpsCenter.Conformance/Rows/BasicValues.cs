using System.Globalization;
using System.Text;

namespace OpsCenter.Conformance.Rows;

/// <summary>Distinct values of the server's base types.</summary>
internal static class BasicValues
{
    private static readonly DateTime Epoch = new(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The text of the value for a number, and its marks; null if the type is not supported.</summary>
    public static (string Text, IReadOnlyList<string> Marks)? Of(
        string name,
        int modifier,
        int number
    )
    {
        var at = Epoch.AddSeconds(number * 61L).AddMicroseconds((number * 10 % 1_000_000) + 7);
        // The modifier of a timestamp is its number of fractional digits.
        var seconds = modifier is >= 0 and < 6 ? "ss" : "ss.ffffff";
        return name switch
        {
            "bool" => ("true", []),
            "int2" => Marked(20_000 + (number % 12_000)),
            "int4" or "oid" => Marked(700_000_000 + number),
            "int8" or "xid8" => Marked(7_000_000_000_000 + number),
            "float4" => Marked(number + 0.5),
            "float8" => Marked(700_000_000.5 + number),
            "numeric" => NumericGenerator.Of(modifier, number),
            "money" => (
                Invariant($"{7_000_000 + number}.37"),
                [Invariant($"{7_000_000 + number:N0}.37"), Invariant($"{7_000_000 + number}.37")]
            ),
            "text" or "varchar" or "bpchar" or "name" or "citext" => Marked(Word(modifier, number)),
            "char" => ("n", []),
            "uuid" => Marked(Invariant($"00000000-0000-4000-8000-{number:D12}")),
            "date" => Marked(
                Epoch.AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            "time" => Marked(Format(at, "HH:mm:" + seconds)),
            "timetz" => (Format(at, "HH:mm:" + seconds) + "+00", [Format(at, "HH:mm:" + seconds)]),
            "timestamp" => (
                Format(at, "yyyy-MM-dd HH:mm:" + seconds),
                [
                    Format(at, "yyyy-MM-dd HH:mm:" + seconds),
                    Format(at, "yyyy-MM-ddTHH:mm:" + seconds),
                ]
            ),
            // A time zone offset of whole hours does not change minutes and seconds.
            "timestamptz" => (
                Format(at, "yyyy-MM-dd HH:mm:" + seconds) + "+00",
                [Format(at, ":mm:" + seconds)]
            ),
            "interval" => (Invariant($"{number} days 03:04:05"), [Invariant($"{number} days")]),
            "json" or "jsonb" => (
                Invariant($$"""{"made": "new-{{number}}"}"""),
                [Invariant($"new-{number}")]
            ),
            "xml" => (Invariant($"<made>new-{number}</made>"), [Invariant($"new-{number}")]),
            "bytea" => Marked(
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Invariant($"new-{number}")))
            )
                is var (hex, marks)
                ? (@"\x" + hex, marks)
                : null,
            "inet" or "cidr" => Marked(
                Invariant($"10.{number / 65536 % 256}.{number / 256 % 256}.{number % 256}")
            ),
            "macaddr" => Marked(
                Invariant(
                    $"02:00:00:{number / 65536 % 256:x2}:{number / 256 % 256:x2}:{number % 256:x2}"
                )
            ),
            "macaddr8" => Marked(
                Invariant(
                    $"02:00:00:00:00:{number / 65536 % 256:x2}:{number / 256 % 256:x2}:{number % 256:x2}"
                )
            ),
            "bit" => (
                Convert.ToString(number, 2).PadLeft(Math.Max(modifier, 1), '0')[
                    ^Math.Max(modifier, 1)..
                ],
                []
            ),
            "varbit" => (
                Convert.ToString(number, 2) is var bits && modifier > 0 && bits.Length > modifier
                    ? bits[^modifier..]
                    : bits,
                []
            ),
            "point" => Marked(Invariant($"({number},1)")),
            "line" => (Invariant($"{{1,2,{number}}}"), []),
            "lseg" or "box" or "path" => (Invariant($"(({number},2),(1,1))"), []),
            "polygon" => (Invariant($"(({number},0),({number},1),(1,1))"), []),
            "circle" => (Invariant($"<({number},1),1>"), []),
            "tsvector" or "tsquery" => Marked(Invariant($"'new-{number}'")),
            "pg_lsn" => Marked(Invariant($"0/{0x7000000 + number:X}")),
            _ => null,
        };
    }

    /// <summary>A word, shortened to the length limit of the type.</summary>
    private static string Word(int modifier, int number)
    {
        var word = Invariant($"new-{number}");
        // The modifier of character types is the length plus 4.
        var room = modifier >= 4 ? modifier - 4 : int.MaxValue;
        return word.Length <= room ? word : word[^room..];
    }

    private static (string, IReadOnlyList<string>) Marked(IFormattable value) =>
        Marked(value.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>The text is its own mark, unless it is too short to be distinctive.</summary>
    private static (string, IReadOnlyList<string>) Marked(string text) =>
        (text, text.Length >= 4 ? [text] : []);

    private static string Format(DateTime at, string format) =>
        at.ToString(format, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
