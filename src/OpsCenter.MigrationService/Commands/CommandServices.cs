using Npgsql;
using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.Commands;

/// <summary>What a command works with.</summary>
internal sealed record CommandServices(
    NpgsqlDataSource DataSource,
    Migrator Migrator,
    Migration Migration
);
