using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Trials;

/// <summary>A script fails because of a role that another database of the harness has made or uses.</summary>
internal sealed class SharedRoleException(ScriptError error) : Exception(SharedRole.Explain(error));
