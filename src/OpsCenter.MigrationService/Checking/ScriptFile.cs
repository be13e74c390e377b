using System.Text;
using OpsCenter.Scripts.Statements;
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
        if (Directory.Exists(path))
        {
            throw Unreadable(option, $"{path} is a folder.");
        }

        try
        {
            var script = SqlScript.Read(path);
            _ = script.Statements;
            return script;
        }
        catch (DecoderFallbackException exception)
        {
            throw new UsageException(
                $"The file of {option} is not in UTF-8: byte 0x{Convert.ToHexString(exception.BytesUnknown ?? [])} is no part of a character in it.",
                "Convert it: iconv -f LATIN1 -t UTF-8, if that is what it is written in."
            );
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Unreadable(option, exception.Message);
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

    private static UsageException Unreadable(string option, string reason) =>
        new(
            $"The file of {option} cannot be read: {reason}",
            "Write the path of an SQL script, relative to the folder in which you are."
        );
}
