using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>A fault in the run of an engine, which has no session whose statements could be observed.</summary>
internal interface IEngineFault
{
    /// <summary>The text with the fault as one more statement; the same if the fault is none of a statement.</summary>
    string In(SqlScript script);

    /// <summary>Called when the run begins.</summary>
    void Begin(CancellationToken cancellation);
}
