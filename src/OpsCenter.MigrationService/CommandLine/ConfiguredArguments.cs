using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using OpsCenter.MigrationService.Configuration;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>
/// Adds the values of the configuration file to a command line. What the command line says counts first, then the chosen profile, then the
/// environment, then the rest of the file.
/// </summary>
internal static class ConfiguredArguments
{
    /// <summary>What a person must say each time.</summary>
    private static readonly string[] NeverKept =
    [
        "yes",
        "discard",
        "replace",
        "accept-edit",
        "plan",
        "out",
        "config",
        "profile",
        "help",
        "version",
    ];

    /// <summary>The commands that take no value from the file.</summary>
    private static readonly string[] WithoutFile = ["help", "man", "completion", "version"];

    private static readonly Dictionary<string, string[]> Variables = new(StringComparer.Ordinal)
    {
        ["connection"] = [ConnectionText.Variable, ConnectionText.AspireVariable],
        ["backup-dir"] = [BackupArguments.FolderVariable],
        ["pg-dump"] = [BackupArguments.PgDumpVariable],
    };

    /// <summary>The command line with the values that it does not have itself.</summary>
    /// <exception cref="UsageException">The file cannot be used.</exception>
    public static IReadOnlyList<string> Of(RootCommand root, IReadOnlyList<string> arguments)
    {
        var parsed = root.Parse(
            arguments,
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        if (parsed.GetResult(root.Options.OfType<HelpOption>().Single()) is { Implicit: false })
        {
            // Help shows the values, and must work with a file that is wrong.
            return arguments;
        }

        var added = Find(root, parsed).Select(value => $"--{value.Name}={value.Value}").ToList();
        var end = arguments.TakeWhile(argument => argument != "--").Count();
        return [.. arguments.Take(end), .. added, .. arguments.Skip(end)];
    }

    /// <summary>The values of the file that a command would use; none if it works without.</summary>
    /// <exception cref="UsageException">The file cannot be used.</exception>
    public static IReadOnlyList<ConfigValue> Find(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand || WithoutFile.Contains(command.Name))
        {
            return [];
        }

        if (
            ConfigFile.Find(
                parsed.GetValue(CommonOptions.Config),
                parsed.GetValue(CommonOptions.Profile)
            )
            is not { } file
        )
        {
            return [];
        }

        EnsureKnown(root, file);
        var chosen = file.Profile.Concat(
            file.Values.Where(value =>
                file.Profile.All(other => other.Name != value.Name) && !IsInEnvironment(value.Name)
            )
        );
        return
        [
            .. chosen
                .Select(value => (Value: value, Option: OptionOf(command, root, value.Name)))
                .Where(pair =>
                    pair.Option is not null
                    && parsed.GetResult(pair.Option) is not OptionResult { Implicit: false }
                )
                .Select(pair =>
                    pair.Value with
                    {
                        Value = Resolved(file, pair.Option!, pair.Value.Value),
                    }
                ),
        ];
    }

    private static void EnsureKnown(RootCommand root, ConfigFile file)
    {
        foreach (var (name, value) in file.Values.Concat(file.Profile))
        {
            if (NeverKept.Contains(name))
            {
                throw new UsageException(
                    $"{file.Path}: \"{name}\" cannot be kept in a file, it is said each time. Nothing was run.",
                    $"Take it out, and give --{name} on the command line where it is meant."
                );
            }

            if (!root.Subcommands.Any(command => OptionOf(command, root, name) is not null))
            {
                throw new UsageException(
                    $"{file.Path}: no command has an option --{name}. Nothing was run.",
                    "A name is that of an option without its dashes: opscenter help <command> lists them."
                );
            }

            if (
                name == CommonOptions.Connection.Name[2..]
                && ConnectionText.HasPassword(file.Path, value)
            )
            {
                throw new UsageException(
                    $"{file.Path} has a password, and whoever can read the file can read it. Nothing was run.",
                    "Take it out of the file, and put it into PGPASSFILE or PGPASSWORD."
                );
            }
        }
    }

    private static bool IsInEnvironment(string name) =>
        Variables.TryGetValue(name, out var variables)
        && variables.Any(variable =>
            !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable))
        );

    private static Option? OptionOf(Command command, RootCommand root, string name) =>
        command
            .Options.Concat(root.Options.Where(option => option.Recursive))
            .FirstOrDefault(option => option.Name == $"--{name}");

    /// <summary>A relative path starts from the folder of the file, wherever the command is run.</summary>
    private static string Resolved(ConfigFile file, Option option, string value) =>
        option.HelpName is "file" or "folder" ? Path.Combine(file.Folder, value) : value;
}
