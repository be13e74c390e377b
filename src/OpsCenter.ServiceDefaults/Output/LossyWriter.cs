using System.Text;

namespace OpsCenter.ServiceDefaults.Output;

/// <summary>Writes to another writer; what that one cannot write is lost, and the first reason remembered.</summary>
internal sealed class LossyWriter(TextWriter writer) : TextWriter
{
    /// <summary>Why something was lost; null if nothing was.</summary>
    public Exception? Failure { get; private set; }

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Try(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) =>
        Try(() => writer.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => writer.Write(value));

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    public override void Flush() => Try(writer.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException
            )
        {
            Failure ??= exception;
        }
    }
}
