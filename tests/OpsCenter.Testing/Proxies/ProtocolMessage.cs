using System.Text;

namespace OpsCenter.Testing.Proxies;

/// <summary>A whole message of the PostgreSQL protocol (manual, "Message Formats").</summary>
/// <param name="Kind">Its type byte; 0 for the messages that begin a connection, which have none.</param>
/// <param name="Bytes">All of it, as it came.</param>
internal sealed record ProtocolMessage(char Kind, byte[] Bytes)
{
    private const int HeaderLength = 5;

    /// <summary>The SQL of a Query or a Parse.</summary>
    public string Sql
    {
        get
        {
            var from = Kind == 'P' ? Array.IndexOf(Bytes, (byte)0, HeaderLength) + 1 : HeaderLength;
            var end = Array.IndexOf(Bytes, (byte)0, from);
            return Encoding.UTF8.GetString(Bytes, from, end - from);
        }
    }

    /// <summary>The code of a message that begins a connection: the protocol's version, or a request.</summary>
    public int StartupCode =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(4));

    /// <summary>The process in a BackendKeyData.</summary>
    public int BackendPid =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(HeaderLength));
}
