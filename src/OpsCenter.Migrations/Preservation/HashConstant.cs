using System.Globalization;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Seeds, and what stands for a NULL: any numbers will do that are far from each other and never change.</summary>
internal static class HashConstant
{
    /// <summary>The n-th, as an SQL literal. Quoted, because the smallest int8 has no unquoted form.</summary>
    public static string Literal(int n) =>
        string.Create(CultureInfo.InvariantCulture, $"'{unchecked((long)Of(n))}'::pg_catalog.int8");

    // SplitMix64: https://dl.acm.org/doi/10.1145/2714064.2660195
    private static ulong Of(int n)
    {
        var z = unchecked((ulong)(n + 1) * 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
