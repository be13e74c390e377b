using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Library;

[DbContext(typeof(LibraryContext))]
[Migration("20260119090000_ReaderEmailIndex")]
public sealed class ReaderEmailIndex : Microsoft.EntityFrameworkCore.Migrations.Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder
            .CreateIndex(name: "IX_Readers_Email", table: "Readers", column: "Email")
            .Annotation("Npgsql:CreatedConcurrently", true);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.DropIndex(name: "IX_Readers_Email", table: "Readers");
}
