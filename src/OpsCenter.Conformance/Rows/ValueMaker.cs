using System.Globalization;
using System.Text;

namespace OpsCenter.Conformance.Rows;

/// <summary>Makes values of types: for each number another one, with which it can be found again.</summary>
internal sealed class ValueMaker(TableCatalog catalog)
{
    private static readonly DateTime Epoch = new(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The value of a number; null if nothing is known of the type.</summary>
    /// <param name="typeOid">The type.</param>
    /// <param name="modifier">Its modifier, or -1.</param>
    /// <param name="number">From 1 to a million.</param>
    public MadeValue? Make(long typeOid, int modifier, int number) =>
        Text(catalog.TypeOf(typeOid), modifier, number) is var (text, marks)
            ? new MadeValue(Literal(text), marks)
            : null;

    /// <summary>A text as SQL writes it.</summary>
    public static string Literal(string text) =>
        (text.Contains('\\', StringComparison.Ordinal) ? "E'" : "'")
        + text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("'", "''", StringComparison.Ordinal)
        + "'";

    private (string Text, IReadOnlyList<string> Marks)? Text(
        TypeShape type,
        int modifier,
        int number
    ) =>
        type switch
        {
            { BaseType: > 0 } => Text(
                catalog.TypeOf(type.BaseType),
                type.BaseModifier >= 0 ? type.BaseModifier : modifier,
                number
            ),
            { Labels.Count: > 0 } => (type.Labels[number % type.Labels.Count], []),
            { Element: > 0 } => Text(catalog.TypeOf(type.Element), modifier, number)
                is var (item, marks)
                ? (
                    $$"""{"{{item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""",
                    marks
                )
                : null,
            { RangeOf: > 0 } => Range(type, number),
            { Kind: "b" } => Basic(type.Name, modifier, number),
            _ => null,
        };

    private (string, IReadOnlyList<string>)? Range(TypeShape type, int number)
    {
        var subtype = catalog.TypeOf(type.RangeOf);
        if (
            Text(subtype, -1, number * 2) is not var (from, marks)
            || Text(subtype, -1, (number * 2) + 1) is not var (to, _)
        )
        {
            return null;
        }

        var range = $"[\"{from}\",\"{to}\")";
        return (type.Kind == "m" ? $"{{{range}}}" : range, marks);
    }

    private static (string, IReadOnlyList<string>)? Basic(string name, int modifier, int number)
    {
        var at = Epoch.AddSeconds(number * 61L).AddMicroseconds((number * 10 % 1_000_000) + 7);
        // A timestamp's modifier is the number of digits behind the second that it keeps.
        var seconds = modifier is >= 0 and < 6 ? "ss" : "ss.ffffff";
        return name switch
        {
            "bool" => ("true", []),
            "int2" => Itself(20_000 + (number % 12_000)),
            "int4" or "oid" => Itself(700_000_000 + number),
            "int8" or "xid8" => Itself(7_000_000_000_000 + number),
            "float4" => Itself(number + 0.5),
            "float8" => Itself(700_000_000.5 + number),
            "numeric" => NumberText.Of(modifier, number),
            "money" => (
                Invariant($"{7_000_000 + number}.37"),
                [Invariant($"{7_000_000 + number:N0}.37"), Invariant($"{7_000_000 + number}.37")]
            ),
            "text" or "varchar" or "bpchar" or "name" or "citext" => Itself(Word(modifier, number)),
            "char" => ("n", []),
            "uuid" => Itself(Invariant($"00000000-0000-4000-8000-{number:D12}")),
            "date" => Itself(
                Epoch.AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            "time" => Itself(Format(at, "HH:mm:" + seconds)),
            "timetz" => (Format(at, "HH:mm:" + seconds) + "+00", [Format(at, "HH:mm:" + seconds)]),
            "timestamp" => (
                Format(at, "yyyy-MM-dd HH:mm:" + seconds),
                [
                    Format(at, "yyyy-MM-dd HH:mm:" + seconds),
                    Format(at, "yyyy-MM-ddTHH:mm:" + seconds),
                ]
            ),
            // Minutes and seconds are the same in every time zone of whole hours.
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
            "bytea" => Itself(
                Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Invariant($"new-{number}")))
            )
                is var (hex, marks)
                ? (@"\x" + hex, marks)
                : null,
            "inet" or "cidr" => Itself(
                Invariant($"10.{number / 65536 % 256}.{number / 256 % 256}.{number % 256}")
            ),
            "macaddr" => Itself(
                Invariant(
                    $"02:00:00:{number / 65536 % 256:x2}:{number / 256 % 256:x2}:{number % 256:x2}"
                )
            ),
            "macaddr8" => Itself(
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
            "point" => Itself(Invariant($"({number},1)")),
            "line" => (Invariant($"{{1,2,{number}}}"), []),
            "lseg" or "box" or "path" => (Invariant($"(({number},2),(1,1))"), []),
            "polygon" => (Invariant($"(({number},0),({number},1),(1,1))"), []),
            "circle" => (Invariant($"<({number},1),1>"), []),
            "tsvector" or "tsquery" => Itself(Invariant($"'new-{number}'")),
            "pg_lsn" => Itself(Invariant($"0/{0x7000000 + number:X}")),
            _ => null,
        };
    }

    /// <summary>A short one where a long one has no room.</summary>
    private static string Word(int modifier, int number)
    {
        var word = Invariant($"new-{number}");
        // The modifier of character types is the length and four more.
        var room = modifier >= 4 ? modifier - 4 : int.MaxValue;
        return word.Length <= room ? word : word[^room..];
    }

    private static (string, IReadOnlyList<string>) Itself(IFormattable value) =>
        Itself(value.ToString(null, CultureInfo.InvariantCulture));

    /// <summary>Two digits are anywhere: that proves nothing.</summary>
    private static (string, IReadOnlyList<string>) Itself(string text) =>
        (text, text.Length >= 4 ? [text] : []);

    private static string Format(DateTime at, string format) =>
        at.ToString(format, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
