using System.Globalization;
using System.Numerics;

namespace OpsCenter.Scripts.Folders;

/// <summary>
/// The version of a migration: numbers, compared one by one (<c>1.2</c> before <c>1.10</c>, <c>2</c> before <c>010</c>), or
/// a place in a list for migrations that have names only.
/// </summary>
/// <param name="Text">As the journal keeps it.</param>
/// <param name="Parts">What is compared.</param>
public sealed record MigrationVersion(string Text, IReadOnlyList<BigInteger> Parts)
{
    /// <summary>The order of versions.</summary>
    public static IComparer<MigrationVersion> Order { get; } =
        Comparer<MigrationVersion>.Create((one, other) => one.CompareTo(other));

    /// <summary>A version of digits, with dots or underscores between them.</summary>
    public static MigrationVersion OfNumbers(string text) =>
        new(
            text,
            [
                .. text.Split('.', '_', '-')
                    .Select(part => BigInteger.Parse(part, CultureInfo.InvariantCulture)),
            ]
        );

    /// <summary>Digits that their tool compares as a text: <c>10</c> before <c>9</c>, <c>001</c> is another version than <c>1</c>.</summary>
    public static MigrationVersion OfText(string digits) =>
        new(digits, [.. digits.Select(digit => new BigInteger(digit))]);

    /// <summary>A migration without a number, at a place of the order, from 0.</summary>
    public static MigrationVersion AtPlace(string name, int place) => new(name, [place]);

    /// <summary>A migration that its tool knows by its name, at a place among those of one number.</summary>
    public static MigrationVersion AmongEqual(string name, string number, int place) =>
        new(name, [BigInteger.Parse(number, CultureInfo.InvariantCulture), place]);

    /// <summary>Whether both are the same place in the order: <c>1</c> and <c>001</c>, <c>1</c> and <c>1.0</c>.</summary>
    public bool IsSameAs(MigrationVersion other) => CompareTo(other) == 0;

    private int CompareTo(MigrationVersion other)
    {
        var length = Math.Max(Parts.Count, other.Parts.Count);
        return Enumerable
            .Range(0, length)
            .Select(index => PartAt(index).CompareTo(other.PartAt(index)))
            .FirstOrDefault(order => order != 0);
    }

    private BigInteger PartAt(int index) => index < Parts.Count ? Parts[index] : BigInteger.Zero;
}
