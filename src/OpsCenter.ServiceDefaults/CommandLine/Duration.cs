using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>Reads 500ms, 30s, 2m, 1h, or a bare number of seconds.</summary>
public static partial class Duration
{
    /// <summary>An option's custom parser: what is no duration becomes the option's error.</summary>
    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text) is { } duration)
        {
            return duration;
        }

        result.AddError(
            $"'{text}' is not a duration. Write a number above 0 with ms, s, m or h, such as 500ms or 2m."
        );
        return default;
    }

    /// <summary>The same where 0 means none.</summary>
    public static TimeSpan ParseOrZero(ArgumentResult result) =>
        result.Tokens[0].Value == "0" ? TimeSpan.Zero : Parse(result);

    /// <returns>From 1 ms up to what PostgreSQL takes for a timeout; null if the text is anything else.</returns>
    public static TimeSpan? TryParse(string text)
    {
        var match = Form().Match(text);
        if (
            !match.Success
            || !double.TryParse(
                match.Groups[1].ValueSpan,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return null;
        }

        var unit = match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(1),
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.FromSeconds(1),
        };
        // Below a millisecond PostgreSQL would wait for ever; above its limit it would refuse.
        var duration = number < int.MaxValue ? unit * number : TimeSpan.MaxValue;
        return duration.TotalMilliseconds is >= 1 and <= int.MaxValue ? duration : null;
    }

    [GeneratedRegex(@"^(\d+(?:\.\d+)?)(ms|s|m|h)?$")]
    private static partial Regex Form();
}
