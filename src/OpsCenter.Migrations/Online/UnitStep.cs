using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Online;

/// <summary>A step as a unit carries it: told when the unit is done.</summary>
internal sealed record UnitStep(
    string Kind,
    string? Object,
    string? Schema,
    string? Table,
    string? Name,
    string Message
)
{
    public MigrationStep ToStep() =>
        new(StepProtocol.KindOf(Kind), Object, Schema, Table, Name, Message);
}
