using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpsCenter.ServiceDefaults.Output;

/// <summary>
/// Standard output and error that never throw: output that cannot be written is dropped, and the error is kept. A full
/// disk, a closed descriptor or a closed terminal must not stop a migration.
/// </summary>
public static class StandardStreams
{
    private const int LastStandardDescriptor = 2;

    // Never closed: they reserve the descriptors.
    private static readonly List<SafeFileHandle> Placeholders = [];

    private static LossyWriter? _output;

    /// <summary>The first error of standard output; null if everything was written.</summary>
    public static Exception? OutputFailure => _output?.Failure;

    /// <summary>Installs the streams, in UTF-8. Call it once, at the start of the program.</summary>
    public static void Prepare()
    {
        OccupyClosedDescriptors();
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // The console is closed: output to it is dropped anyway.
        }

        _output = new LossyWriter(Console.Out);
        Console.SetOut(_output);
        Console.SetError(new LossyWriter(Console.Error));
    }

    /// <summary>
    /// Reserves closed standard descriptors. Otherwise the next file or socket would get the number of standard output,
    /// and the program would print into it, for example into the connection to the server.
    /// </summary>
    private static void OccupyClosedDescriptors()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        while (true)
        {
            var handle = File.OpenHandle("/dev/null", access: FileAccess.ReadWrite);
            if (handle.DangerousGetHandle() > LastStandardDescriptor)
            {
                handle.Dispose();
                return;
            }

            Placeholders.Add(handle);
        }
    }
}
