namespace OpsCenter.V1Traffic.Operations;

/// <summary>The operations of the V1 backend. Each is one statement, unless noted.</summary>
public enum OperationKind
{
    /// <summary>Reads the enabled providers.</summary>
    ReadProviders,

    /// <summary>Reads the enabled models of a provider.</summary>
    ReadModels,

    /// <summary>Inserts one row of usage.</summary>
    RecordUsage,

    /// <summary>
    /// Reads the models of a provider, inserts a row of usage and updates the provider's health, in one transaction.
    /// </summary>
    CompleteRequest,

    /// <summary>Sums the cost of a user in the last 30 days.</summary>
    SumCosts,

    /// <summary>Updates the health of a provider.</summary>
    CheckHealth,

    /// <summary>Reads an api key and updates the result of its test, in one transaction.</summary>
    TestKey,
}
