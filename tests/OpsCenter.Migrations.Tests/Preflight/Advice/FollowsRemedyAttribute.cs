namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>Marks a test that does what the findings of a rule, and its page, advise.</summary>
/// <param name="rule">The rule's id.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FollowsRemedyAttribute(string rule) : Attribute
{
    public string Rule { get; } = rule;
}
