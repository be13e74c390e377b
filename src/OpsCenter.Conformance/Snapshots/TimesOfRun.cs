using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>
/// Times of the run in definitions. The server keeps <c>'now'::timestamp</c> as the time at which the view, the default or the check was
/// made, so two runs of one script never give the same text.
/// </summary>
internal static partial class TimesOfRun
{
    /// <summary>How far a time may be from now: the run, and the offset of any time zone.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(36);

    /// <summary>The definition with one word in the place of each time that only the run can have written.</summary>
    public static string Replace(string definition, DateTime now) =>
        Literal.Replace(
            definition,
            literal =>
                DateTime.TryParse(
                    literal.Groups["time"].ValueSpan,
                    CultureInfo.InvariantCulture,
                    out var time
                )
                && (time - now).Duration() < Near
                    ? "'the time of the run'"
                    : literal.Value
        );

    /// <summary>With fractions of a second: nobody writes such a time of the present by hand.</summary>
    [GeneratedRegex(
        @"'(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3,6})([+-]\d\d(:\d\d){0,2})?'(?=::timestamp)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Literal { get; }
}
