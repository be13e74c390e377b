using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsCenter.ServiceDefaults.CommandLine;

/// <summary>Parses 500ms, 30s, 2m, 1h, or a number of seconds.</summary>
public static partial class Duration
{
    /// <summary>A custom parser for an option. Invalid text becomes an error of the option.</summary>
    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text) is { } duration)
        {
            return duration;
        }

        result.AddError(
            $"{(result.Parent is OptionResult { Option.Name: var name } ? $"{name}: " : "")}'{text}' is not a duration. Write a number above 0 with ms, s, m or h, such as 500ms or 2m."
        );
        return default;
    }

    /// <summary>The same, but 0 means none.</summary>
    public static TimeSpan ParseOrZero(ArgumentResult result) =>
        result.Tokens[0].Value == "0" ? TimeSpan.Zero : Parse(result);

    /// <returns>A duration from 1 ms up to the maximum timeout of PostgreSQL; null for any other text.</returns>
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
        // Below 1 ms PostgreSQL would wait without a limit; above its maximum it would reject the value.
        var duration = number < int.MaxValue ? unit * number : TimeSpan.MaxValue;
        return duration.TotalMilliseconds is >= 1 and <= int.MaxValue ? duration : null;
    }

    [GeneratedRegex(@"^(\d+(?:\.\d+)?)(ms|s|m|h)?$")]
    private static partial Regex Form();
}
