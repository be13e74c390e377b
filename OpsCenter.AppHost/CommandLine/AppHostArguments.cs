namespace OpsCenter.AppHost.CommandLine;

/// <summary>Turns the command line into the configuration arguments that both hosts read.</summary>
internal static class AppHostArguments
{
    /// <returns>Arguments of the form <c>--Section:Key=value</c>, and those that are the host's own.</returns>
    /// <exception cref="AppHostException">An argument is unknown, or a value is missing.</exception>
    public static string[] ForHost(IReadOnlyList<string> args)
    {
        var result = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            if (AppHostOption.All.FirstOrDefault(o => o.Name == name) is { } option)
            {
                value ??= option.Value is null ? "true" : ValueAfter(args, ref i);
                result.Add(option.ConfigurationArgument(value));
            }
            else if (HostOptions.Contains(name))
            {
                result.Add(name);
                result.Add(value ?? ValueAfter(args, ref i));
            }
            else if (IsConfiguration(name))
            {
                result.Add($"{name}={value ?? ValueAfter(args, ref i)}");
            }
            else
            {
                throw Refusal($"Unknown argument \"{args[i]}\".");
            }
        }

        return [.. result];
    }

    /// <summary>Any configuration key may be given, such as <c>--Logging:LogLevel:Aspire.Hosting=Debug</c>.</summary>
    private static bool IsConfiguration(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf(':') > 2;

    private static (string Name, string? Value) Split(string argument) =>
        argument.IndexOf('=') is var at and > 0
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static string ValueAfter(IReadOnlyList<string> args, ref int index)
    {
        var name = args[index++];
        return index < args.Count && !args[index].StartsWith("--", StringComparison.Ordinal)
            ? args[index]
            : throw Refusal($"{name} needs a value.");
    }

    private static AppHostException Refusal(string what) =>
        new(
            $"{what} Nothing was started.{Environment.NewLine}{Environment.NewLine}{Usage.Text}",
            ExitCodes.Usage
        );
}
