using System.ComponentModel;
using System.Reflection;
using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>The program <c>opscenter</c>: an executable, or a project that has been built.</summary>
internal abstract class MigrationProgram
{
    public static MigrationProgram AtPath(string path) => new Executable(path);

    public static MigrationProgram OfProject(string projectPath) => new BuiltProject(projectPath);

    /// <summary>The file to start, and the arguments that come before those of <c>opscenter</c>.</summary>
    public abstract Task<(string FileName, IReadOnlyList<string> Arguments)> ResolveAsync(
        CancellationToken cancellationToken
    );

    private sealed class Executable(string path) : MigrationProgram
    {
        public override Task<(string FileName, IReadOnlyList<string> Arguments)> ResolveAsync(
            CancellationToken cancellationToken
        ) => Task.FromResult<(string, IReadOnlyList<string>)>((path, []));
    }

    /// <summary><c>dotnet run</c> would evaluate the project for each command; its target path is asked for once.</summary>
    private sealed class BuiltProject(string projectPath) : MigrationProgram
    {
        private string? _target;

        public override async Task<(string FileName, IReadOnlyList<string> Arguments)> ResolveAsync(
            CancellationToken cancellationToken
        )
        {
            _target ??= await TargetPathAsync(cancellationToken);
            return ("dotnet", [_target]);
        }

        private async Task<string> TargetPathAsync(CancellationToken cancellationToken)
        {
            var found = await EvaluateAsync(cancellationToken);
            var path = found.StandardOutput.Trim();
            return found.ExitCode == 0 && File.Exists(path)
                ? path
                : throw new DistributedApplicationException(
                    $"The program of {projectPath} is not built: there is no file \"{path}\". "
                        + $"Build it first: dotnet build \"{projectPath}\". {found.StandardError.Trim()}".TrimEnd()
                );
        }

        private async Task<BufferedCommandResult> EvaluateAsync(CancellationToken cancellationToken)
        {
            try
            {
                return await Cli.Wrap("dotnet")
                    .WithArguments([
                        "msbuild",
                        projectPath,
                        "-getProperty:TargetPath",
                        $"-property:Configuration={Configuration()}",
                    ])
                    .WithValidation(CommandResultValidation.None)
                    .ExecuteBufferedAsync(cancellationToken);
            }
            catch (Win32Exception notStarted)
            {
                throw new DistributedApplicationException(
                    "The .NET SDK is needed to find the program of a project, but \"dotnet\" could not be started. Put it on the PATH.",
                    notStarted
                );
            }
        }

        /// <summary>The projects of an application are built in the configuration of its AppHost.</summary>
        private static string Configuration() =>
            Assembly
                .GetEntryAssembly()
                ?.GetCustomAttribute<AssemblyConfigurationAttribute>()
                ?.Configuration
                is { Length: > 0 } configuration
                ? configuration
                : "Debug";
    }
}
