namespace OpsCenter.MigrationService.Output;

/// <summary>Writes the JSON document of a command into the file that <c>--json-file</c> names.</summary>
internal static class DocumentFile
{
    /// <summary>What the command did is done whether or not the file can be written, so a failure is only reported.</summary>
    /// <returns>False if it could not be written.</returns>
    public static bool Write(FileInfo? file, object document)
    {
        if (file is null)
        {
            return true;
        }

        try
        {
            OutputFile.Write(file.FullName, JsonFormat.Write(document) + "\n");
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            ErrorOutput.Warn(
                $"The JSON document could not be written to {file.FullName}: {failure.Message}"
            );
            return false;
        }
    }
}
