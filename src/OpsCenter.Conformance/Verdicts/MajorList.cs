using System.Globalization;

namespace OpsCenter.Conformance.Verdicts;

/// <summary>PostgreSQL majors in words.</summary>
public static class MajorList
{
    /// <summary>Such as <c>15, 18</c>.</summary>
    public static string Text(IEnumerable<int> majors) =>
        string.Join(", ", majors.Select(major => major.ToString(CultureInfo.InvariantCulture)));
}
