using System.Globalization;

namespace OpsCenter.Conformance.Rows;

/// <summary>Generates values of numeric(precision, scale).</summary>
internal static class NumericGenerator
{
    private const int MaximumDigits = 9;
    private const int MaximumZeros = 1000;

    /// <summary>What a value of a numeric without limits uses.</summary>
    private static readonly NumericLimits Unlimited = new(MaximumDigits, 3);

    /// <summary>A number that fits and uses all decimal places.</summary>
    /// <param name="modifier">The type modifier; -1 for a numeric without limits.</param>
    /// <param name="number">The number of the value.</param>
    public static (string Text, IReadOnlyList<string> Marks)? Of(int modifier, int number)
    {
        var limits = modifier < 0 ? Unlimited : NumericLimits.Of(modifier);
        if (limits.Scale < 0 || limits.Digits < 0)
        {
            return ("0", []);
        }

        var scale = limits.Scale;
        var digits = Math.Min(limits.Digits, MaximumDigits);
        var whole = digits == 0 ? 0 : ((7 * Power(digits - 1)) + number) % Power(digits);
        var fraction =
            scale == 0
                ? ""
                : "."
                    + (number * 10L + 7).ToString("D" + scale, CultureInfo.InvariantCulture)[
                        ^scale..
                    ];
        var text = whole.ToString(CultureInfo.InvariantCulture) + fraction;
        return (text, text.Length >= 4 ? [text] : []);
    }

    /// <summary>A number with exactly these digits before the point and behind it, in a column with these limits.</summary>
    public static GeneratedValue OfSize(NumericLimits size, NumericLimits column, int number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        var whole = size.Digits > 0 ? "7" + Last(digits, size.Digits - 1) : "0";
        var text = size.Scale > 0 ? $"{whole}.{Last(digits, size.Scale - 1)}7" : whole;
        // The column shows all of its decimal places.
        var zeros = column.Scale - Math.Max(size.Scale, 0);
        var shown = zeros is <= 0 or > MaximumZeros
            ? text
            : text + (size.Scale > 0 ? "" : ".") + new string('0', zeros);
        return new GeneratedValue(
            ValueGenerator.Literal(text),
            text.Length >= 4 ? [.. new[] { text, shown }.Distinct(StringComparer.Ordinal)] : []
        );
    }

    private static string Last(string digits, int length) => digits.PadLeft(length, '0')[^length..];

    private static long Power(int exponent) => (long)Math.Pow(10, exponent);
}
