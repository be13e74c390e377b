namespace OpsCenter.Conformance.Rows;

/// <summary>What a numeric(precision, scale) holds.</summary>
/// <param name="Digits">The digits before the point.</param>
/// <param name="Scale">The digits after it.</param>
internal sealed record NumericLimits(int Digits, int Scale)
{
    /// <summary>Without limits: more than any declared one (NUMERIC_MAX_PRECISION is 1000).</summary>
    private static readonly NumericLimits None = new(131_072, 16_383);

    // numeric's modifier: ((precision << 16) | scale) + 4, the scale in eleven bits with a sign
    // (src/backend/utils/adt/numeric.c).
    private const int Header = 4;

    /// <summary>The limits of a type modifier; -1 for a numeric without limits.</summary>
    public static NumericLimits Of(int modifier)
    {
        if (modifier < Header)
        {
            return None;
        }

        var scale = (((modifier - Header) & 0x7ff) ^ 1024) - 1024;
        return new(((modifier - Header) >> 16) - scale, scale);
    }

    /// <summary>Whether it holds all that the other one holds.</summary>
    public bool Holds(NumericLimits other) => Digits >= other.Digits && Scale >= other.Scale;

    /// <summary>The modifier of what both hold.</summary>
    public static int Common(int one, int other)
    {
        var (first, second) = (Of(one), Of(other));
        var (digits, scale) = (
            Math.Min(first.Digits, second.Digits),
            Math.Min(first.Scale, second.Scale)
        );
        return new NumericLimits(digits, scale) == None
            ? -1
            : (((digits + scale) << 16) | (scale & 0x7ff)) + Header;
    }
}
