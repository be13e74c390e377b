using System.Text;

namespace OpsCenter.ServiceDefaults.Output;

/// <summary>Writes to another writer. Output that cannot be written is dropped, and the first error is kept.</summary>
internal sealed class LossyWriter(TextWriter writer) : TextWriter
{
    /// <summary>The first write error; null if there was none.</summary>
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
