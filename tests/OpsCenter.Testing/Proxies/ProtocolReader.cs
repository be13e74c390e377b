using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace OpsCenter.Testing.Proxies;

/// <summary>Reads whole messages from one side of a connection.</summary>
internal sealed class ProtocolReader(Stream stream)
{
    private readonly PipeReader _pipe = PipeReader.Create(stream);

    /// <summary>The next message, or null at the end. Messages that begin a connection have no type byte.</summary>
    public async Task<ProtocolMessage?> ReadAsync(bool hasKind = true)
    {
        var kindLength = hasKind ? 1 : 0;
        var header = new byte[kindLength + sizeof(int)];
        var read = await _pipe.ReadAtLeastAsync(header.Length);
        if (read.Buffer.Length < header.Length)
        {
            return null;
        }

        read.Buffer.Slice(0, header.Length).CopyTo(header);
        _pipe.AdvanceTo(read.Buffer.Start);
        var message = new byte[
            kindLength + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(kindLength))
        ];
        read = await _pipe.ReadAtLeastAsync(message.Length);
        if (read.Buffer.Length < message.Length)
        {
            return null;
        }

        var whole = read.Buffer.Slice(0, message.Length);
        whole.CopyTo(message);
        _pipe.AdvanceTo(whole.End);
        return new ProtocolMessage(hasKind ? (char)message[0] : '\0', message);
    }
}
