using OpsCenter.Conformance.Scripts;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Checking;

/// <summary>Reads the files that an option names.</summary>
internal static class ScriptFile
{
    /// <summary>The script, taken apart once, so that what cannot be read is known before anything is touched.</summary>
    /// <exception cref="UsageException">There is no such file, or it may not be read.</exception>
    /// <exception cref="ScriptSyntaxException">It cannot be taken apart into statements.</exception>
    public static SqlScript Read(string option, string path)
    {
        try
        {
            var script = new SqlScript(Path.GetFileName(path), File.ReadAllText(path));
            _ = script.Statements;
            return script;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(
                $"The file of {option} cannot be read: {exception.Message}",
                "Write the path of an SQL script, relative to the folder in which you are."
            );
        }
    }

    /// <summary>The file to write, whose folder is there.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public static string? ToWrite(string option, string? path)
    {
        if (path is null)
        {
            return null;
        }

        var file = Path.GetFullPath(path);
        return !Directory.Exists(file) && Directory.Exists(Path.GetDirectoryName(file))
            ? file
            : throw new UsageException(
                $"The file of {option} cannot be written: {path} is a folder, or in none that exists.",
                $"Make the folder first, or name another file."
            );
    }
}
