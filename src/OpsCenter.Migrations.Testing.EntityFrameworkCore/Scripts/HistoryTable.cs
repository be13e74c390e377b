using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Scripts;

/// <summary>The table in which Entity Framework Core records what is applied.</summary>
internal static class HistoryTable
{
    /// <summary>Its name with its schema.</summary>
    public static string NameOf(DbContext context)
    {
        var options = RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>());
        var table = options.MigrationsHistoryTableName ?? HistoryRepository.DefaultTableName;
        return $"{options.MigrationsHistoryTableSchema ?? "public"}.{table}";
    }

    /// <summary>The script that creates it.</summary>
    public static SqlScript ScriptOf(DbContext context) =>
        new(
            "history of migrations",
            context.GetService<IHistoryRepository>().GetCreateIfNotExistsScript()
        );
}
