using System.Text;

namespace OpsCenter.Testing.Telemetry;

/// <summary>A span as it was exported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TraceId">Its trace, as hex.</param>
/// <param name="ParentId">Its parent, as hex; empty for a root.</param>
public sealed record ExportedSpan(string Name, string TraceId, string ParentId)
{
    public bool IsRoot => ParentId.Length == 0;

    /// <summary>The spans of an ExportTraceServiceRequest: resource_spans = 1, scope_spans = 2, spans = 2.</summary>
    internal static IEnumerable<ExportedSpan> Read(byte[] request) =>
        from resource in ProtobufFields.Of(request, 1)
        from scope in ProtobufFields.Of(resource, 2)
        from span in ProtobufFields.Of(scope, 2)
        select new ExportedSpan(
            Encoding.UTF8.GetString(Only(span, 5)),
            Convert.ToHexStringLower(Only(span, 1)),
            Convert.ToHexStringLower(Only(span, 4))
        );

    private static byte[] Only(byte[] span, int field) =>
        ProtobufFields.Of(span, field).SingleOrDefault([]);
}
