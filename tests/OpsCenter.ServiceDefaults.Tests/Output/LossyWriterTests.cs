using OpsCenter.ServiceDefaults.Output;

namespace OpsCenter.ServiceDefaults.Tests.Output;

public class LossyWriterTests
{
    [Fact]
    public void What_cannot_be_written_is_lost_and_remembered()
    {
        using var writer = new LossyWriter(new StreamWriter(new FullDisk()) { AutoFlush = true });

        writer.WriteLine("a report");
        writer.Write('x');
        writer.Flush();

        writer.Failure.ShouldNotBeNull().Message.ShouldBe("No space left on device");
    }

    [Fact]
    public void What_can_be_written_is_written()
    {
        var text = new StringWriter();
        using var writer = new LossyWriter(text);

        writer.Write("a ");
        writer.Write(['r', 'e'], 0, 2);
        writer.WriteLine("port");

        text.ToString().ShouldBe($"a report{text.NewLine}");
        writer.Failure.ShouldBeNull();
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) =>
            throw new IOException("No space left on device");

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new IOException("No space left on device");
    }
}
