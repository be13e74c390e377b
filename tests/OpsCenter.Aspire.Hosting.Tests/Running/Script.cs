namespace OpsCenter.Aspire.Hosting.Tests.Running;

/// <summary>A shell script in the place of <c>opscenter</c>.</summary>
internal sealed class Script : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opscenter-script-");

    /// <param name="text">What it does. <c>report</c> writes its argument as the JSON document.</param>
    public Script(string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no shell scripts.");
        File.WriteAllText(
            Path,
            $$"""
            #!/bin/sh
            command=$1
            for file; do :; done
            report() { printf '%s' "$1" > "$file"; }
            cd '{{_folder.FullName}}'
            {{text}}
            """
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                Path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "opscenter");

    /// <summary>A file in its working folder.</summary>
    /// <param name="name">The file's name.</param>
    public string FileOf(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
