using System.Globalization;

namespace OpsCenter.Conformance.Rows;

/// <summary>Generates values of numeric(precision, scale).</summary>
internal static class NumericGenerator
{
    private const int MaximumDigits = 9;

    /// <summary>A number that fits and uses all decimal places.</summary>
    /// <param name="modifier">The type modifier; -1 for a numeric without limits.</param>
    /// <param name="number">The number of the value.</param>
    public static (string Text, IReadOnlyList<string> Marks)? Of(int modifier, int number)
    {
        // numeric's modifier: ((precision << 16) | scale) + 4, the scale in eleven bits with a sign
        // (src/backend/utils/adt/numeric.c).
        var precision = modifier < 4 ? 18 : (modifier - 4) >> 16;
        var scale = modifier < 4 ? 3 : (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
        if (scale < 0 || scale > precision)
        {
            return ("0", []);
        }

        var digits = Math.Min(precision - scale, MaximumDigits);
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

    private static long Power(int exponent) => (long)Math.Pow(10, exponent);
}
