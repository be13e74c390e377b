using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpsCenter.Tests.Shared;

/// <summary>
/// A shell starts a background command with SIGINT ignored, and every child inherits that. Tests that interrupt a program need the
/// default, however the tests were started.
/// </summary>
internal static class InterruptDisposition
{
    private const int Interrupt = 2;
    private const string Status = "/proc/self/status";

    [ModuleInitializer]
    internal static void Restore()
    {
        if (File.Exists(Status) && IsIgnored())
        {
            _ = signal(Interrupt, handler: 0);
        }
    }

    private static bool IsIgnored()
    {
        const string label = "SigIgn:";
        var mask = File.ReadLines(Status)
            .Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..];
        var ignored = ulong.Parse(
            mask,
            NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite,
            CultureInfo.InvariantCulture
        );
        return (ignored & (1UL << (Interrupt - 1))) != 0;
    }

    [DllImport("libc")]
    private static extern nint signal(int number, nint handler);
}
