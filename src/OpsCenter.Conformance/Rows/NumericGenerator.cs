using System.Globalization;

namespace OpsCenter.Conformance.Rows;

/// <summary>Generates values of numeric(precision, scale).</summary>
internal static class NumericGenerator
{
    private const int MaximumDigits = 9;

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

    private static long Power(int exponent) => (long)Math.Pow(10, exponent);
}
