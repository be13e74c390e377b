using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Measurement;

/// <summary>Counts the operations of one kind.</summary>
internal sealed class KindRecording
{
    private readonly LatencyRecording _latency = new();
    private long _done;
    private long _failed;

    public void Add(FinishedOperation operation)
    {
        _latency.Add(operation.Latency);
        if (operation.SqlState is null)
        {
            _done++;
        }
        else
        {
            _failed++;
        }
    }

    public KindSummary ToSummary(OperationKind kind) =>
        new(kind, _done, _failed, _latency.ToSummary());
}
