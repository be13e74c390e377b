using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpsCenter.ServiceDefaults.Output;

/// <summary>
/// Standard output and error that end no work: what cannot be written is lost, and remembered. A full disk, a closed descriptor or a
/// terminal that is gone must not stop a migration in the middle.
/// </summary>
public static class StandardStreams
{
    private const int LastStandardDescriptor = 2;

    // Never closed: their numbers are what they are for.
    private static readonly List<SafeFileHandle> Placeholders = [];

    private static LossyWriter? _output;

    /// <summary>Why standard output could not be written; null if all of it was.</summary>
    public static Exception? OutputFailure => _output?.Failure;

    /// <summary>To be called first in a program, once. Both streams are UTF-8 from then on.</summary>
    public static void Prepare()
    {
        OccupyClosedDescriptors();
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // A console that is gone: what is written to it is lost all the same.
        }

        _output = new LossyWriter(Console.Out);
        Console.SetOut(_output);
        Console.SetError(new LossyWriter(Console.Error));
    }

    /// <summary>
    /// A program that was started with a closed standard output would get its number for the next file or socket that it opens, and
    /// print into that: into the connection to the server.
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
