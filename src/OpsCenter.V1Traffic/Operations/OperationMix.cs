namespace OpsCenter.V1Traffic.Operations;

/// <summary>The relative frequency of each kind of operation.</summary>
public sealed class OperationMix
{
    private readonly (OperationKind Kind, int Weight)[] _weights;
    private readonly int _total;

    /// <summary>Creates a mix.</summary>
    /// <param name="weights">The weights; kinds without a weight do not occur.</param>
    /// <exception cref="ArgumentException">A weight is negative, or none is above 0.</exception>
    public OperationMix(IReadOnlyDictionary<OperationKind, int> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = [.. weights.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        _total = _weights.Sum(pair => pair.Weight);
        if (_total == 0 || _weights.Any(pair => pair.Weight < 0))
        {
            throw new ArgumentException(
                "A mix needs weights of 0 or more, and one above 0.",
                nameof(weights)
            );
        }
    }

    /// <summary>The mix of a busy installation: four reads to three writes; one in six is a transaction.</summary>
    public static OperationMix Backend { get; } =
        new(
            new Dictionary<OperationKind, int>
            {
                [OperationKind.ReadProviders] = 18,
                [OperationKind.ReadModels] = 20,
                [OperationKind.RecordUsage] = 25,
                [OperationKind.CompleteRequest] = 12,
                [OperationKind.SumCosts] = 15,
                [OperationKind.CheckHealth] = 6,
                [OperationKind.TestKey] = 4,
            }
        );

    /// <summary>Only one kind.</summary>
    public static OperationMix Only(OperationKind kind) =>
        new(new Dictionary<OperationKind, int> { [kind] = 1 });

    internal OperationKind Draw(Random random)
    {
        var drawn = random.Next(_total);
        foreach (var (kind, weight) in _weights)
        {
            drawn -= weight;
            if (drawn < 0)
            {
                return kind;
            }
        }

        return _weights[^1].Kind;
    }
}
